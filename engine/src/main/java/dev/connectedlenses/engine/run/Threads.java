package dev.connectedlenses.engine.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How threads of ours are waited for. */
final class Threads {
  private Threads() {}

  /** Lets the calling thread do nothing for a while; an interrupt ends it at once. */
  static void rest(Duration time) throws InterruptedException {
    if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody counts this latch down");
    }
  }

  /** Waits for a thread's end; keeps the caller's interruption. */
  static boolean join(Thread thread, Duration limit) {
    try {
      return thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !thread.isAlive();
    }
  }
}
