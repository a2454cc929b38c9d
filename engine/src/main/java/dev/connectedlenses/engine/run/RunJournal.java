package dev.connectedlenses.engine.run;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Where runs hand in what they want written; it commits the entries of many runs in one
 * transaction.
 *
 * <p>While one transaction is under way the next entries gather, and all that have gathered go into
 * the next transaction. So a lone entry waits for nobody, and under load the transactions grow by
 * themselves to what the disk can take. A run has at most one entry here at a time, which bounds
 * the queue by the number of runs held, and all its entries go through the same writer, which keeps
 * them in order.
 */
final class RunJournal implements AutoCloseable {
  private final JournalWriter[] writers;

  /**
   * What the journal needs from around it.
   *
   * @param kinHint told when an entry has let another run move
   */
  record Surroundings(
      LongSupplier nanoTime, RandomGenerator random, Runnable eventsHint, Runnable kinHint) {

    /** Surroundings of runs that have to do with no others. */
    Surroundings(LongSupplier nanoTime, RandomGenerator random, Runnable eventsHint) {
      this(nanoTime, random, eventsHint, () -> {});
    }
  }

  RunJournal(JournalStore store, int writers, Surroundings around) {
    this.writers =
        IntStream.range(0, writers)
            .mapToObj(_ -> new JournalWriter(store, around))
            .toArray(JournalWriter[]::new);
  }

  void start() {
    for (JournalWriter writer : writers) {
      writer.start();
    }
  }

  /** Takes an entry; its outcome is told to it later. */
  void submit(Entry entry) {
    writers[Math.floorMod(entry.runId().hashCode(), writers.length)].submit(entry);
  }

  /** Writes what is there and ends; harmless when repeated. */
  @Override
  public void close() {
    for (JournalWriter writer : writers) {
      writer.closeSoon();
    }
    for (JournalWriter writer : writers) {
      writer.close();
    }
  }
}
