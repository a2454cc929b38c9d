package dev.connectedlenses.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits, with a deadline, for something that sends no signal: the end of another process, a row
 * written by somebody else. Where a {@link Signal} can be had, use that.
 */
public final class Await {

  /**
   * Generous, because machines that run tests are busy; nobody waits it out unless a test fails.
   */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private Await() {}

  /** Waits until the condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    until(what, DEADLINE, condition);
  }

  /** Waits until the condition holds, for as long as given. */
  public static void until(String what, Duration deadline, Callable<Boolean> condition) {
    value(what, deadline, () -> condition.call() ? Boolean.TRUE : null);
  }

  /** Waits until there is a value. */
  public static <T> T value(String what, Callable<@Nullable T> source) {
    return value(what, DEADLINE, source);
  }

  /** Waits until there is a value, for as long as given; what the source throws is tried again. */
  public static <T> T value(String what, Duration deadline, Callable<@Nullable T> source) {
    long end = System.nanoTime() + deadline.toNanos();
    Exception last = null;
    do {
      try {
        T value = source.call();
        if (value != null) {
          return value;
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
    throw new AssertionError("waited " + deadline.toMillis() + " ms in vain: " + what, last);
  }
}
