package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.sql.Presence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done while the database cannot be reached. Requests are refused at once instead of
 * waiting for connections that nobody can make; the database is looked for after pauses that grow
 * to half a minute; when it is there again, its catalogs are read anew, and then requests are
 * answered.
 */
final class Recovery implements Presence, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(32);

  /** What only a server that is there says: somebody ended or cancelled this by hand. */
  private static final Set<String> BY_HAND = Set.of("57P01", "57014");

  private final Knock knock;
  private final BooleanSupplier reads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stirred = lock.newCondition();
  private volatile Duration pause = Duration.ZERO;
  private volatile Runnable whenLost = () -> {};
  private volatile boolean unread;
  private boolean looking;
  private boolean closed;

  /** Tries to reach the database. */
  @FunctionalInterface
  interface Knock {
    /** Returns when it answers. */
    void knock() throws SQLException;
  }

  /**
   * @param reads reads the catalogs anew; whether that went well
   */
  Recovery(Knock knock, BooleanSupplier reads) {
    this.knock = knock;
    this.reads = reads;
  }

  @Override
  public void check() {
    if (isAway()) {
      throw lost().asException();
    }
  }

  /** Whether the database could not be reached when it was looked for last. */
  boolean isAway() {
    return !pause.isZero();
  }

  /** What to do each time the database is lost. */
  void whenLost(Runnable action) {
    whenLost = action;
  }

  private ApiError lost() {
    return ApiError.of(Code.PGRST000, "Database connection error. Retrying the connection.")
        .header("Retry-After", Long.toString(seconds()));
  }

  /** In how many seconds it is worth while to ask again. */
  long seconds() {
    return Math.max(FIRST.toSeconds(), pause.toSeconds());
  }

  /** Looks for the database, unless somebody does already. */
  @Override
  public void doubt() {
    lock.lock();
    try {
      if (!looking && !closed) {
        looking = true;
        Thread.ofVirtual().name("recovery").start(this::search);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that the catalogs were never read: they are as soon as the database is there. */
  void misses() {
    unread = true;
    doubt();
  }

  /** Says that the catalogs were read, by whomever. */
  void found() {
    unread = false;
    stir(() -> pause = Duration.ZERO);
  }

  private void search() {
    try {
      Duration wait = look();
      while (!wait.isZero() && rests(wait)) {
        wait = isAway() ? look() : Duration.ZERO;
      }
    } finally {
      stir(() -> looking = false);
    }
  }

  /** Looks once; the answer is how long to wait until the next time, zero if there is no need. */
  Duration look() {
    boolean before = isAway();
    try {
      knock.knock();
    } catch (SQLException e) {
      if (!BY_HAND.contains(String.valueOf(e.getSQLState()))) {
        return away(before, e);
      }
    }
    if (before || unread) {
      LOG.info("the database is there");
      Duration next = unread && before ? longer(pause) : FIRST;
      pause = reads.getAsBoolean() ? Duration.ZERO : next;
    }
    return pause;
  }

  private Duration away(boolean before, SQLException e) {
    pause = before ? longer(pause) : FIRST;
    LOG.warn(
        "the database cannot be reached ({}); looking again in {} s",
        e.getMessage(),
        pause.toSeconds());
    if (!before) {
      whenLost.run();
    }
    return pause;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }

  /** Waits until the time is over or somebody has found the database; false when all is over. */
  private boolean rests(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (left > 0 && isAway() && !closed) {
        left = stirred.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void stir(Runnable change) {
    lock.lock();
    try {
      change.run();
      stirred.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stir(() -> closed = true);
  }
}
