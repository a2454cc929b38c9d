package dev.connectedlenses.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds out what shapes of requests take that were never answered quickly: one request of each
 * shape at a time, a few in all, and whoever brings another waits a moment for what comes of it.
 */
final class Trials {

  private final int most;
  private final int mostWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Pace> tried = new ArrayList<>();
  private int waiting;

  /**
   * @param most how many are tried at the same time
   * @param mostWaiting how many wait for what comes of it
   */
  Trials(int most, int mostWaiting) {
    this.most = most;
    this.mostWaiting = mostWaiting;
  }

  /**
   * Waits at most so long for a turn; whether this request is the one that is tried, and so has to
   * leave. Else somebody else's showed what the shape takes, or nobody's did in time.
   */
  boolean enters(Pace pace, double limit, Duration patience) {
    lock.lock();
    try {
      long left = waiting < mostWaiting ? patience.toNanos() : 0;
      waiting++;
      while (!pace.proven(limit) && !hasTurn(pace) && left > 0) {
        left = changed.awaitNanos(left);
      }
      waiting--;
      return !pace.proven(limit) && hasTurn(pace) && tried.add(pace);
    } catch (InterruptedException e) {
      waiting--;
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasTurn(Pace pace) {
    return tried.size() < most && !tried.contains(pace);
  }

  /** The one that was tried is over. */
  void leaves(Pace pace) {
    lock.lock();
    try {
      tried.remove(pace);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a turn. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }
}
