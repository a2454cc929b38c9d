package dev.connectedlenses.rest;

/**
 * How long something usually takes: the requests of a caller, those of a shape, or both. What takes
 * longer than a limit is slow, and stays so until it takes a quarter of it, because whatever is
 * slow among others is often quick when it is alone.
 */
final class Pace {

  /** What a long request says about the next one fades. */
  private static final double RECOVERY = 30e9;

  /** One very long request does not make something slow for ever. */
  private static final long LONGEST = 10_000_000_000L;

  /** One long request among quick ones says less than one quick request among long ones. */
  private static final double LONGER = 0.1;

  private static final double SHORTER = 0.25;
  private static final int QUICK_AGAIN = 4;

  private double usual = Double.NaN;
  private boolean slow;
  private boolean guessed;
  private long at;

  /** Whether it was measured. */
  synchronized boolean known() {
    return !Double.isNaN(usual);
  }

  /** Whether nothing is known of it, not even what somebody thinks. */
  synchronized boolean strange() {
    return !guessed && Double.isNaN(usual);
  }

  /** What somebody thinks, until it is measured. */
  synchronized void guess(boolean asSlow) {
    guessed = true;
    slow = asSlow;
  }

  /** One request has taken so long. */
  synchronized void took(long now, long nanos) {
    long counts = Math.min(nanos, LONGEST);
    double before = usual(now);
    double share = counts > before ? LONGER : SHORTER;
    usual = Double.isNaN(before) ? counts : before + share * (counts - before);
    at = now;
  }

  /** How long one takes, in nanoseconds; not a number as long as nobody knows. */
  synchronized double usual(long now) {
    return usual * Math.exp((at - now) / RECOVERY);
  }

  /** Whether it is slow, where this is long. */
  synchronized boolean slow(long now, double limit) {
    if (!Double.isNaN(usual)) {
      slow = usual(now) > (slow ? limit / QUICK_AGAIN : limit);
    }
    return slow;
  }
}
