package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Something {@link Decide} wants done; the shell carries commands out in list order. */
public sealed interface Command {
  /** Writes one change; all changes of one decision are committed together. */
  record Persist(Change change) implements Command {}

  /**
   * Runs one attempt of a node off the deciding thread.
   *
   * @param input label → typed value, merged and complete
   * @param fallbackModel the model of the fallback round, null for the node's own
   */
  record StartAttempt(
      int node, int attempt, ObjectNode input, Duration timeout, @Nullable String fallbackModel)
      implements Command {}

  /** Stops a running attempt; it still reports back, and its report is ignored. */
  record AbortAttempt(int node, int attempt, Cause cause) implements Command {}

  /** Wakes the run with {@link Signal.TimerFired} after the delay; replaces an equal timer. */
  record ArmTimer(Timer timer, Duration delay) implements Command {}

  /** Forgets a timer; harmless where there is none. */
  record DisarmTimer(Timer timer) implements Command {}
}
