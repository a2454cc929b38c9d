package dev.connectedlenses.server.notices;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a message waits for its next try: from five seconds, four times as long after each, at
 * most a day; half of it by chance, so that those that failed together do not come together.
 *
 * @param tries after how many a message is given up
 */
public record Patience(int tries, Duration first, RandomGenerator random) {
  private static final Duration LONGEST = Duration.ofDays(1);

  public static Patience of(int tries, RandomGenerator random) {
    return new Patience(tries, Duration.ofSeconds(5), random);
  }

  /**
   * The wait after this try; null when it was the last.
   *
   * @param asked how long the other side asks to be left alone
   */
  @Nullable Duration after(int attempt, @Nullable Duration asked) {
    if (attempt >= tries) {
      return null;
    }
    double bound =
        Math.min((double) first.toMillis() * Math.pow(4, attempt - 1), (double) LONGEST.toMillis());
    Duration wait = Duration.ofMillis(Math.round(bound * (0.5 + random.nextDouble() / 2)));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
