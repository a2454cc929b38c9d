package dev.connectedlenses.rest;

/**
 * How long something usually takes: the requests of a caller, those of a shape, or both. What
 * counts is the geometric mean of the last eight or so, so that a busy second makes nothing slow
 * that was quick a hundred times. What takes longer than a limit is slow, and stays so until it
 * takes half of it, because whatever is slow among others is often quicker when it is alone.
 */
final class Pace {

  /** What a long request says about the next one fades. */
  private static final double RECOVERY = 30e9;

  /** One very long request does not make something slow for ever, nor a very short one quick. */
  private static final long LONGEST = 10_000_000_000L;

  private static final long SHORTEST = 10_000_000;

  private static final int QUICK = 4;
  private static final int SLOW_STILL = 2;

  /** The only one there is says something when it is very long. */
  private static final int ALONE = 4;

  /** So many answers say how long it takes. */
  private static final int ENOUGH = 3;

  /** So many answers are remembered. */
  private static final int REMEMBERED = 8;

  private double typical;
  private long measured;
  private boolean slow;
  private boolean guessed;
  private long at;

  /** Whether it was measured. */
  synchronized boolean known() {
    return measured > 0;
  }

  /** Whether nothing is known of it, not even what somebody thinks. */
  synchronized boolean strange() {
    return !guessed && measured == 0;
  }

  /** Whether one answer was quick, far from this limit, or three say how long it takes. */
  synchronized boolean proven(double limit) {
    return measured >= ENOUGH || quick(limit);
  }

  /** Whether it was measured, and far from this limit. */
  synchronized boolean quick(double limit) {
    return measured > 0 && typical <= limit / QUICK;
  }

  /** What somebody thinks, unless it was measured meanwhile. */
  synchronized void guess(boolean asSlow) {
    if (strange()) {
      guessed = true;
      slow = asSlow;
    }
  }

  /** One request has taken so long. */
  synchronized void took(long now, long nanos) {
    double counted = Math.clamp(nanos, SHORTEST, LONGEST);
    measured++;
    typical =
        measured == 1
            ? counted
            : typical * Math.pow(counted / typical, 1.0 / Math.min(measured, REMEMBERED));
    at = now;
  }

  /** How long one takes, in nanoseconds, or 0 as long as nobody knows. */
  synchronized double usual(long now) {
    return typical * Math.exp((at - now) / RECOVERY);
  }

  /** Whether it is slow, where this is long. */
  synchronized boolean slow(long now, double limit) {
    if (measured == 1 && !slow) {
      slow = usual(now) > limit * ALONE;
    } else if (measured > 0) {
      // what somebody thought says nothing once it was measured
      boolean shown = slow && (measured >= ENOUGH || !guessed);
      slow = usual(now) > (shown ? limit / SLOW_STILL : limit);
    }
    return slow;
  }
}
