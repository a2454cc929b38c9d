package dev.connectedlenses.rest;

import java.time.Duration;

/**
 * What is remembered of somebody who asks: how often of late, how long it took, and how much is
 * under way. Two minutes of silence and all is forgotten.
 */
final class Caller {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** What was used loses two thirds of its weight in this time. */
  private static final double FADING = Duration.ofSeconds(10).toNanos();

  /** What a long request says about the next one fades too. */
  private static final double RECOVERY = Duration.ofSeconds(30).toNanos();

  /** One very long request does not make a slow caller for ever. */
  private static final long LONGEST = Duration.ofSeconds(10).toNanos();

  /** One long request among quick ones says less than one quick request among long ones. */
  private static final double LONGER = 0.1;

  private static final double SHORTER = 0.25;

  private long paidUntil;
  private double used;
  private double usual = Double.NaN;
  private int inside;
  private long at;

  Caller(long now) {
    this.at = now;
    this.paidUntil = now;
  }

  /**
   * Where a caller stands in the eyes of the door.
   *
   * @param known whether earlier requests were answered
   * @param usual how long one takes, in nanoseconds
   * @param used how long requests have kept places of late, in nanoseconds
   * @param inside how many are under way
   */
  record Standing(boolean known, double usual, double used, int inside) {}

  /** Counts one request; the answer is for how many nanoseconds it comes too early, or 0. */
  synchronized long early(long now, int perMinute) {
    long next = Math.max(paidUntil, now) + MINUTE / perMinute;
    at = now;
    if (next - now > MINUTE) {
      return next - now - MINUTE;
    }
    paidUntil = next;
    return 0;
  }

  synchronized Standing standing(long now) {
    fade(now);
    return new Standing(!Double.isNaN(usual), Double.isNaN(usual) ? 0 : usual, used, inside);
  }

  synchronized void enters() {
    inside++;
  }

  /** One request is answered. */
  synchronized void leaves(long now, long took) {
    fade(now);
    inside--;
    used += took;
    long counts = Math.min(took, LONGEST);
    double share = counts > usual ? LONGER : SHORTER;
    usual = Double.isNaN(usual) ? counts : usual + share * (counts - usual);
  }

  private void fade(long now) {
    used *= Math.exp((at - now) / FADING);
    usual *= Math.exp((at - now) / RECOVERY);
    at = now;
  }

  /** Whether nothing would change if it were forgotten. */
  synchronized boolean idle(long now) {
    return inside == 0 && now - at > 2 * MINUTE;
  }
}
