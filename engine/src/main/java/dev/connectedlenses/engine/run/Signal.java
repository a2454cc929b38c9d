package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to a run, told to {@link Decide}; a node is named by its graph index. */
public sealed interface Signal {
  /**
   * The run was claimed.
   *
   * @param recovered it had been started before and its worker was lost
   */
  record Claimed(boolean recovered) implements Signal {}

  /** A piece of streamed output; pieces arrive coalesced. */
  record AttemptStreamed(int node, int attempt, int deltaIndex, String text) implements Signal {}

  /** An attempt ended well; output contracts are still unchecked. */
  record AttemptCompleted(int node, int attempt, Envelope output, List<Usage> usage, Timing timing)
      implements Signal {}

  /**
   * An attempt ended badly.
   *
   * @param jitter uniform in [0, 1), drawn by the shell, used for backoff
   */
  record AttemptFailed(
      int node, int attempt, Failure failure, List<Usage> usage, Timing timing, double jitter)
      implements Signal {}

  /** A timer that {@link Command.ArmTimer} armed is due. */
  record TimerFired(Timer timer) implements Signal {}

  /** Somebody asked for the run to stop. */
  record CancelAsked(@Nullable String reason) implements Signal {}

  /**
   * How long an attempt took.
   *
   * @param durationMillis wall time of the attempt
   * @param ttfbMillis time to the first streamed piece, null where nothing streamed
   */
  record Timing(long durationMillis, @Nullable Long ttfbMillis) {}
}
