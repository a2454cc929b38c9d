package dev.connectedlenses.providers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How the demo provider lets time pass; tests pass one that only counts. */
@FunctionalInterface
public interface Pace {
  void pause(Duration time) throws InterruptedException;

  /** Waits for real, and ends early with the thread's interruption. */
  static Pace real() {
    Semaphore never = new Semaphore(0);
    return time -> {
      if (never.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("nobody holds a permit to give");
      }
    };
  }
}
