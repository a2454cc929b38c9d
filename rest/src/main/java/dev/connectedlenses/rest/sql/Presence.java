package dev.connectedlenses.rest.sql;

/** Whether the database is there: asked before each statement, told of every lost connection. */
public interface Presence {

  /** One that is never in doubt. */
  Presence CERTAIN =
      new Presence() {
        @Override
        public void check() {}

        @Override
        public void doubt() {}
      };

  /** Refuses when the database is known to be away. */
  void check();

  /** Says that it may be away. */
  void doubt();
}
