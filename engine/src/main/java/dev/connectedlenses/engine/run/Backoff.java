package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.graph.RetryPolicy;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;

/** Whether a failed attempt may be followed by another, and how long to wait before it. */
final class Backoff {
  /** Nobody waits longer than this because another side asked for it. */
  static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private Backoff() {}

  /** Retries are counted over both rounds: the first has numbers up to the policy's maximum. */
  static boolean hasRetryLeft(NodePolicy policy, int retries, Failure failure) {
    RetryPolicy retry = policy.retry();
    return retry.retryOn().contains(failure.cause())
        && inRound(retry, retries) < retry.maxRetries()
        && asked(failure).compareTo(LONGEST_WAIT) <= 0;
  }

  static boolean hasFallbackLeft(NodePolicy policy, int retries, Failure failure) {
    return policy.hasFallback()
        && retries <= policy.retry().maxRetries()
        && anotherModelMayHelp(failure.cause());
  }

  private static boolean anotherModelMayHelp(Cause cause) {
    return switch (cause) {
      case PROVIDER_ERROR, TOOL_ERROR, RATE_LIMIT, TIMEOUT, CONTRACT_VIOLATED -> true;
      case VALIDATION_ERROR, PERMISSION_ERROR, BUDGET_ERROR, CANCELLED, LOST_WORKER -> false;
    };
  }

  /** Full jitter below a bound that doubles per retry, on top of what the other side asked for. */
  static Duration delay(RetryPolicy retry, int retries, Failure failure, double jitter) {
    double first = (double) retry.backoff().toMillis();
    double longest = (double) retry.maxBackoff().toMillis();
    double bound = Math.min(first * Math.pow(2, inRound(retry, retries)), longest);
    return asked(failure).plusMillis(Math.round(bound * jitter));
  }

  /** What was asked for, and up to as much again: those who wait together come one by one. */
  static Duration spread(Failure failure, double jitter) {
    long millis = Math.max(asked(failure).toMillis(), 1);
    return Duration.ofMillis(millis + Math.round(Math.max(millis, 500) * jitter));
  }

  private static int inRound(RetryPolicy retry, int retries) {
    return retries % (retry.maxRetries() + 1);
  }

  private static Duration asked(Failure failure) {
    return failure.retryAfter() == null ? Duration.ZERO : failure.retryAfter();
  }
}
