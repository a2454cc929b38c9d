package dev.connectedlenses.rest;

import java.time.Duration;

/**
 * How much of a processor requests take of those who are known, and from when on one is slow beside
 * them: a geometric mean, so that a few dear ones among many do not make themselves usual. As long
 * as nobody knows, that is long; later it changes in half a minute, for a second in which everybody
 * waits for somebody says little.
 */
final class Level {

  private static final double LONG = Duration.ofMillis(100).toNanos();
  private static final double SHORTEST = Duration.ofMillis(1).toNanos();
  private static final double LONGEST = Duration.ofSeconds(1).toNanos();
  private static final int MUCH_LONGER = 4;
  private static final double MEMORY = Duration.ofSeconds(30).toNanos();

  /** So many say it at first, and none of the later ones changes it more than these did. */
  private static final int FIRST = 20;

  private volatile double usual = LONGEST / MUCH_LONGER;
  private long learned;
  private long at;

  /**
   * @param now on a clock that may begin anywhere, as later
   */
  Level(long now) {
    this.at = now;
  }

  /** What takes more than this is slow, in nanoseconds. */
  double limit() {
    return Math.max(LONG, MUCH_LONGER * usual);
  }

  /** Nobody makes long ones usual: what takes more than a second counts as a second. */
  synchronized void learn(long now, long took) {
    learned++;
    long since = Math.max(0, now - at);
    double part =
        learned <= FIRST ? 1.0 / learned : Math.min(1.0 / FIRST, -Math.expm1(-since / MEMORY));
    double counted = Math.clamp((double) took, SHORTEST, LONGEST);
    usual = learned == 1 ? counted : usual * Math.pow(counted / usual, part);
    at += since;
  }
}
