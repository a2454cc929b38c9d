package dev.connectedlenses.rest;

/**
 * How long something usually takes: the requests of a caller, those of a shape, or both. The middle
 * one of the last three counts, so that one hiccup of a busy machine makes nothing slow. What takes
 * longer than a limit is slow, and stays so until it takes a quarter of it, because whatever is
 * slow among others is often quick when it is alone.
 */
final class Pace {

  /** What a long request says about the next one fades. */
  private static final double RECOVERY = 30e9;

  /** One very long request does not make something slow for ever. */
  private static final long LONGEST = 10_000_000_000L;

  private static final int QUICK_AGAIN = 4;

  /** The only one there is says something when it is very long. */
  private static final int ALONE = 4;

  private final long[] last = new long[3];
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
    return measured >= last.length || quick(limit);
  }

  /** Whether it was measured, and far from this limit. */
  synchronized boolean quick(double limit) {
    return measured > 0 && middle() <= limit / QUICK_AGAIN;
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
    last[(int) (measured % last.length)] = Math.min(nanos, LONGEST);
    measured++;
    at = now;
  }

  /** How long one takes, in nanoseconds, or 0 as long as nobody knows. */
  synchronized double usual(long now) {
    return middle() * Math.exp((at - now) / RECOVERY);
  }

  /** Of three the second, of two the shorter one. */
  private double middle() {
    if (measured == 1) {
      return last[0];
    }
    if (measured == 2) {
      return Math.min(last[0], last[1]);
    }
    long low = Math.min(last[0], last[1]);
    long high = Math.max(last[0], last[1]);
    return Math.clamp(last[2], low, high);
  }

  /** Whether the only one measured was long, which may have been a hiccup. */
  synchronized boolean unsure(long now, double limit) {
    return measured == 1 && usual(now) > limit;
  }

  /** Whether it is slow, where this is long. */
  synchronized boolean slow(long now, double limit) {
    if (measured == 1 && !slow) {
      slow = usual(now) > limit * ALONE;
    } else if (measured > 0) {
      slow = usual(now) > (slow ? limit / QUICK_AGAIN : limit);
    }
    return slow;
  }
}
