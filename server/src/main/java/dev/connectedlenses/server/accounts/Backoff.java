package dev.connectedlenses.server.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes whoever guesses one account's password wait ever longer, from wherever they come. Links and
 * sessions that are open do not wait: the account's owner is not locked out by strangers.
 */
final class Backoff {

  private static final int KEYS = 10_000;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** Failures in a row, and until when the next try is refused. */
  private record Failures(int count, Instant until) {}

  private final int free;
  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > KEYS;
        }
      };

  /**
   * @param free how many failures in a row cost nothing
   */
  Backoff(int free, InstantSource clock) {
    this.free = free;
    this.clock = clock;
  }

  /** Refuses while the account has to wait. */
  synchronized void check(String account) {
    Failures now = failures.get(account);
    Duration wait = now == null ? Duration.ZERO : Duration.between(clock.instant(), now.until());
    if (wait.isPositive()) {
      throw AuthError.OVER_REQUEST_RATE_LIMIT.refuseFor(wait);
    }
  }

  /** Notes a wrong password. */
  synchronized void failed(String account) {
    Failures before = failures.get(account);
    int count = before == null ? 1 : before.count() + 1;
    int over = Math.min(count - free, 20);
    Duration wait = over <= 0 ? Duration.ZERO : FIRST.multipliedBy(1L << (over - 1));
    Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    failures.put(account, new Failures(count, clock.instant().plus(bounded)));
  }

  /** Forgets the failures of an account whose password was given. */
  synchronized void forgive(String account) {
    failures.remove(account);
  }
}
