package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import dev.connectedlenses.engine.node.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a run, told to {@link Decide}; a node is named by its graph index.
 * Signals of an attempt that is no longer the newest, or whose node has ended, change nothing.
 */
public sealed interface Signal {
  /**
   * The run was claimed: for the first time, after a planned wait, or from a lost worker. A run
   * whose cancellation was asked before the claim gets {@link CancelAsked} instead, so that nothing
   * is started for it.
   *
   * @param recovered its last worker was lost
   * @param age time since the run's start by the database clock
   * @param armed timers that the shell still holds; a retry whose timer was lost is due at once
   */
  record Claimed(boolean recovered, Duration age, Set<Timer> armed) implements Signal {
    public Claimed {
      armed = Set.copyOf(armed);
    }

    /** A claim of a run that has no timers. */
    public Claimed(boolean recovered) {
      this(recovered, Duration.ZERO, Set.of());
    }
  }

  /** A piece of streamed output; pieces arrive coalesced. */
  record AttemptStreamed(int node, int attempt, int deltaIndex, String text) implements Signal {}

  /** A note of a running attempt for the run's log. */
  record AttemptLogged(int node, int attempt, String level, String message) implements Signal {}

  /**
   * An attempt ended well; output contracts are still unchecked.
   *
   * @param jitter uniform in [0, 1), drawn by the shell, used if the output has to be made again
   */
  record AttemptCompleted(
      int node, int attempt, Envelope output, List<Usage> usage, Timing timing, double jitter)
      implements Signal {
    public AttemptCompleted {
      usage = List.copyOf(usage);
    }
  }

  /** An attempt has asked for something, and its node waits for time or for an answer. */
  record AttemptWaits(int node, int attempt, Wait until, List<Usage> usage, Timing timing)
      implements Signal {
    public AttemptWaits {
      usage = List.copyOf(usage);
    }
  }

  /**
   * Somebody answered a waiting node.
   *
   * @param refusal why the node fails, null where the output is the answer
   */
  record Answered(int node, Envelope output, @Nullable Failure refusal) implements Signal {}

  /** Something that a waiting node waits for has happened; it begins another attempt. */
  record Resumed(int node) implements Signal {}

  /**
   * An attempt ended badly.
   *
   * @param jitter uniform in [0, 1), drawn by the shell, used for backoff
   */
  record AttemptFailed(
      int node, int attempt, Failure failure, List<Usage> usage, Timing timing, double jitter)
      implements Signal {
    public AttemptFailed {
      usage = List.copyOf(usage);
    }
  }

  /** A timer that {@link Command.ArmTimer} armed is due. */
  record TimerFired(Timer timer) implements Signal {}

  /** Somebody asked for the run to stop. */
  record CancelAsked(@Nullable String reason) implements Signal {}

  /** The run cannot go on, e.g. its worker was lost too often; it ends as failed. */
  record GivenUp(Failure failure) implements Signal {}

  /**
   * How long an attempt took.
   *
   * @param durationMillis wall time of the attempt
   * @param ttfbMillis time to the first streamed piece, null where nothing streamed
   */
  record Timing(long durationMillis, @Nullable Long ttfbMillis) {
    public static final Timing NONE = new Timing(0, null);

    static Timing fromJson(JsonNode json) {
      JsonNode ttfb = json.get("ttfbMs");
      return new Timing(json.path("durationMs").asLong(0), ttfb == null ? null : ttfb.asLong());
    }
  }
}
