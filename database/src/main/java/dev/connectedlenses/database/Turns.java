package dev.connectedlenses.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The line before a pool: whoever came first is served first, and waits longer than the pool lets
 * anybody wait. The pool itself gives a connection to whoever happens to ask when it is free, so
 * that of a thousand who ask at once some would get none in time.
 */
final class Turns {
  /** How many times as long as the pool's own patience. */
  private static final int LONGER = 6;

  private final Semaphore free;
  private final long patienceMillis;

  Turns(HikariDataSource pool) {
    free = new Semaphore(pool.getMaximumPoolSize(), true);
    patienceMillis = pool.getConnectionTimeout() * LONGER;
  }

  /** Waits for a turn; false where there was none in time, and the pool will say what is wrong. */
  boolean take() {
    try {
      return free.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void giveBack(boolean taken) {
    if (taken) {
      free.release();
    }
  }
}
