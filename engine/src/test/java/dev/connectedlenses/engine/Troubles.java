package dev.connectedlenses.engine;

import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What may go wrong at a {@link Failpoint}. One trouble at a time; closing ends it. */
public final class Troubles implements AutoCloseable {
  /** Thrown where a worker is dropped: its thread is gone, as after a crash. */
  public static final class Dropped extends Error {
    private static final long serialVersionUID = 1L;

    Dropped() {
      super("dropped", null, false, false);
    }
  }

  static {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (!(thrown instanceof Dropped) && usual != null) {
        usual.uncaughtException(thread, thrown);
      }
    });
  }

  private final CountDownLatch happened = new CountDownLatch(1);

  private Troubles() {}

  /** Calls this wherever a failpoint is passed. */
  public static Troubles everywhere(Consumer<Failpoint> trouble) {
    Troubles troubles = new Troubles();
    Failpoint.bring(trouble::accept);
    return troubles;
  }

  /** Does something once, when a place is passed for the n-th time. */
  public static Troubles once(Failpoint place, int time, Runnable what) {
    Troubles troubles = new Troubles();
    AtomicInteger passed = new AtomicInteger();
    Failpoint.bring(reached -> {
      if (reached == place && passed.incrementAndGet() == time) {
        troubles.happened.countDown();
        what.run();
      }
    });
    return troubles;
  }

  /** Fails the first passing of one place and does something at the next passing of another. */
  public static Troubles afterFailure(
      Failpoint first, String state, Failpoint second, Runnable what) {
    Troubles troubles = new Troubles();
    AtomicInteger failed = new AtomicInteger();
    Failpoint.bring(reached -> {
      if (reached == first && failed.compareAndSet(0, 1)) {
        throw failure(state);
      } else if (reached == second && failed.compareAndSet(1, 2)) {
        troubles.happened.countDown();
        what.run();
      }
    });
    return troubles;
  }

  /** Whether it happens within the time. */
  public boolean happens(long millis) throws InterruptedException {
    return happened.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What ends the calling thread as a crash does. */
  public static Dropped dropped() {
    return new Dropped();
  }

  /** What fails the statement or commit under way with an SQLSTATE. */
  public static RuntimeException failure(String state) {
    return new IllegalStateException(new SQLException("injected " + state, state));
  }

  /** Ends this JVM as kill -9 does. */
  public static void halt() {
    Runtime.getRuntime().halt(137);
  }

  /** Brings about in this JVM what a word says: {@code PLACE:time}, an end as by kill -9. */
  public static void arm(String word) {
    String[] parts = word.split(":", -1);
    Failpoint place = Failpoint.valueOf(parts[0].toUpperCase(Locale.ROOT));
    once(place, Integer.parseInt(parts[1]), Troubles::halt);
  }

  @Override
  public void close() {
    Failpoint.bring(_ -> {});
  }
}
