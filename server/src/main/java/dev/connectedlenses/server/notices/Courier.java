package dev.connectedlenses.server.notices;

/** Carries one message to where it goes. */
@FunctionalInterface
public interface Courier {

  /** Returns when the other side answered, or the time for it is over. */
  Verdict carry(Notice notice) throws InterruptedException;
}
