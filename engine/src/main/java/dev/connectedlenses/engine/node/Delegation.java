package dev.connectedlenses.engine.node;

/** Hands tasks from one member of a team to another. */
@FunctionalInterface
public interface Delegation {
  /** Nobody takes tasks. */
  Delegation NONE =
      (attempt, peer, task) -> {
        throw NodeException.invalid("nobody_to_delegate_to", "there is nobody to hand a task to");
      };

  /** What the other member makes of a task, as the outcome of one attempt of its own. */
  AttemptResult delegate(Attempt attempt, Seat.Peer peer, String task) throws InterruptedException;
}
