package dev.connectedlenses.engine.run;

import java.time.Duration;

/** How threads of ours are waited for. */
final class Threads {
  private Threads() {}

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
