package dev.connectedlenses.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again at what another process does, for as long as a benchmark may take. */
final class Looks {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long EVERY_NANOS = 20_000_000;

  private Looks() {}

  /** Something to look at; not a number while it has not come to that. */
  @FunctionalInterface
  interface Look {
    double figure() throws SQLException;
  }

  /** The first figure that is a number. */
  static double until(Look look) throws SQLException {
    long start = System.nanoTime();
    double figure = look.figure();
    while (Double.isNaN(figure)) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IllegalStateException("it has not come to that within " + LONGEST);
      }
      LockSupport.parkNanos(EVERY_NANOS);
      figure = look.figure();
    }
    return figure;
  }
}
