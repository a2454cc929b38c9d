package dev.connectedlenses.engine.graph;

import java.time.Duration;
import java.util.Set;

/**
 * When and how often a failed attempt is tried again.
 *
 * @param maxRetries further attempts after the first
 * @param backoff first delay bound; doubled per retry, at most {@code maxBackoff}, full jitter
 * @param timeout limit of one attempt
 */
public record RetryPolicy(
    int maxRetries, Duration backoff, Duration maxBackoff, Set<Cause> retryOn, Duration timeout) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          1,
          Duration.ofMillis(500),
          Duration.ofMillis(8000),
          Set.of(Cause.TIMEOUT, Cause.PROVIDER_ERROR, Cause.RATE_LIMIT),
          Duration.ofMillis(60_000));

  public RetryPolicy {
    retryOn = Set.copyOf(retryOn);
  }
}
