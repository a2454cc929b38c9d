package dev.connectedlenses.rest;

/**
 * The processors and how they are shared: how much of one each of those inside has had, if all of
 * them always want one. So a request is not to blame for those beside it.
 */
final class Processors {

  private final int count;
  private int inside;
  private long at;

  /** What somebody who was always inside has had, in nanoseconds. */
  private double given;

  /**
   * @param now on a clock that may begin anywhere, as later
   */
  Processors(int count, long now) {
    this.count = count;
    this.at = now;
  }

  /** One more is inside; the answer is to be given back when it leaves. */
  synchronized double enters(long now) {
    passes(now);
    inside++;
    return given;
  }

  /** One leaves; the answer is what it has had, in nanoseconds, at most the time it was inside. */
  synchronized long leaves(long now, double entered) {
    passes(now);
    inside--;
    return Math.round(given - entered);
  }

  private void passes(long now) {
    long time = Math.max(0, now - at);
    given += inside <= count ? time : (double) time * count / inside;
    at += time;
  }
}
