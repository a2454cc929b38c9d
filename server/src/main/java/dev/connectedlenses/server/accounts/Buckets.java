package dev.connectedlenses.server.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by key: each holds {@code capacity} tokens and refills evenly over {@code period}.
 * Only so many keys are remembered; the one that was idle longest is forgotten first.
 */
final class Buckets {

  private static final int KEYS = 10_000;

  /** A token that was refilled in many parts may lack as much as sums of doubles do. */
  private static final double WHOLE = 1 - 1e-9;

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final int capacity;
  private final double perMilli;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > KEYS;
        }
      };

  Buckets(int capacity, Duration period, InstantSource clock) {
    this.capacity = capacity;
    this.perMilli = capacity / (double) period.toMillis();
    this.clock = clock;
  }

  /** Takes one token of this key, or refuses. */
  void take(String key) {
    Duration wait = tryTake(key);
    if (!wait.isZero()) {
      throw AuthError.OVER_REQUEST_RATE_LIMIT.refuseFor(wait);
    }
  }

  /** Takes one token of this key, or says after which time there will be one. */
  synchronized Duration tryTake(String key) {
    long now = clock.millis();
    Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(capacity, now));
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.at) * perMilli);
    bucket.at = now;
    if (bucket.tokens < WHOLE) {
      return Duration.ofMillis((long) Math.ceil((WHOLE - bucket.tokens) / perMilli));
    }
    bucket.tokens = Math.max(0, bucket.tokens - 1);
    return Duration.ZERO;
  }

  /** Forgets what this key has used up. */
  synchronized void forgive(String key) {
    buckets.remove(key);
  }
}
