package dev.connectedlenses.rest;

import java.time.Duration;

/**
 * How many requests may be under way, and who may wait for a place.
 *
 * @param atOnce how many work at the same time
 * @param waiting how many more wait for a place
 * @param patience how long one waits before it is sent away
 */
public record Crowd(int atOnce, int waiting, Duration patience) {

  /** No limit but the machine's. */
  public static final Crowd UNLIMITED = new Crowd(Integer.MAX_VALUE, 0, Duration.ZERO);

  private static final int PART = 8;
  private static final int QUARTER = 4;

  /**
   * So many at once, and a line of twice as many, in which nobody waits longer than a request
   * should take: whoever is let in is served nearly as fast as on a calm day.
   */
  public static Crowd of(int atOnce) {
    return new Crowd(atOnce, Math.multiplyExact(2, atOnce), Duration.ofMillis(250));
  }

  /** How many wait in a line that stands. */
  int standing() {
    return Math.max(1, waiting / PART);
  }

  /**
   * Quick ones that only read: three for each processor, as more would only wait for one another;
   * three eighths of all where that is more, because whoever gives more has a database for them.
   */
  Crowd readers(int processors) {
    int places = Math.clamp(Math.max(3L * processors, 3L * atOnce / PART), 1, atOnce);
    return new Crowd(places, Math.toIntExact((long) waiting * places / atOnce), patience);
  }

  /**
   * Those who take long: a quarter, and never as many as would keep all processors busy, so that
   * others find one free. Half as many wait, for longer, since many are only a little long.
   */
  Crowd slow(int processors) {
    int places = Math.min(atOnce / QUARTER, processors / 2);
    return new Crowd(Math.max(1, places), Math.ceilDiv(waiting, 2), longer());
  }

  /** How long those wait who should not be sent away because of others. */
  Duration longer() {
    return patience.multipliedBy(PART);
  }

  public Crowd {
    if (atOnce < 1 || waiting < 0 || patience.isNegative()) {
      throw new IllegalArgumentException("at least one request at a time, and nobody waits less");
    }
  }
}
