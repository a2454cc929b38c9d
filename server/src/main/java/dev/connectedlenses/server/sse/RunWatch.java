package dev.connectedlenses.server.sse;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What one stream knows of its run from outside: the newest event's number, and the stop. */
final class RunWatch {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long newest;
  private boolean stopping;

  RunWatch(long newest) {
    this.newest = newest;
  }

  /** Says that the run has events up to this number. */
  void advance(long number) {
    change(() -> newest = Math.max(newest, number));
  }

  /** Says that the server stops. */
  void stop() {
    change(() -> stopping = true);
  }

  boolean stopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an event after this one, the server stops, or the time is over. */
  void await(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (newest <= seen && !stopping && left > 0) {
        left = changed.awaitNanos(Math.min(left, TimeUnit.MINUTES.toNanos(1)));
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
