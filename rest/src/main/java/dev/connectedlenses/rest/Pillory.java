package dev.connectedlenses.rest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where those wait for their refusal who come back again and again before they were told to: a
 * waiting thread costs nothing, a refusal does, and who hears of it at once is back at once.
 */
public final class Pillory {

  /** How long they wait. */
  public static final Duration TIME = Duration.ofSeconds(1);

  private static final int PLACES = 1_000;

  private final Semaphore places = new Semaphore(PLACES);
  private final Consumer<Duration> pause;

  /**
   * @param pause waits as long as it is told to
   */
  public Pillory(Consumer<Duration> pause) {
    this.pause = pause;
  }

  /** One that waits by the clock, until it is over or the thread is interrupted. */
  public static Pillory ofTheHouse() {
    return new Pillory(time -> {
      long end = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    });
  }

  /**
   * Keeps whoever is sent away now, if it is impatient and there is room.
   *
   * @return whether it was kept
   */
  public boolean keep(Impatience who, long now) {
    if (!who.sentAway(now, now + TIME.toNanos()) || !places.tryAcquire()) {
      return false;
    }
    who.keptUntil(now + 2 * TIME.toNanos());
    try {
      pause.accept(TIME);
      return true;
    } finally {
      places.release();
    }
  }
}
