package dev.connectedlenses.rest;

/** How often in a row somebody who was sent away came back before it should have. */
public final class Impatience {

  private final int tolerated;
  private long comesBack;
  private int times;

  /**
   * Of somebody who was never sent away.
   *
   * @param now in nanoseconds, of any clock that is used for all of them
   * @param tolerated how often in a row one is sent away before it is impatient
   */
  public Impatience(long now, int tolerated) {
    this.comesBack = now;
    this.tolerated = tolerated;
  }

  /**
   * One request is sent away, with the advice to come back then; the answer is whether it was
   * impatient to send it.
   */
  synchronized boolean sentAway(long now, long until) {
    times = now - comesBack < 0 ? times + 1 : 1;
    comesBack = until;
    return times > tolerated;
  }

  /** Its refusal took a while, and so it should come back even later. */
  synchronized void keptUntil(long until) {
    comesBack = until;
  }
}
