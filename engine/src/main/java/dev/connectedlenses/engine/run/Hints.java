package dev.connectedlenses.engine.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where one thread waits to be told that there is something to do; many hints are one. */
final class Hints {
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean hinted;

  /** There may be something; never blocks. */
  void wake() {
    lock.lock();
    try {
      hinted = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a hint; false when there was none in time. */
  boolean await(Duration time) {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!hinted && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      boolean got = hinted;
      hinted = false;
      return got;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
