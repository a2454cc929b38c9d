package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.run.Entry.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that commits entries, as many at a time as have gathered. */
final class JournalWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  /** Rows of one transaction at most: enough to share the flush, few enough to keep locks short. */
  private static final int MAX_ROWS = 8192;

  private static final int MAX_RETRIES = 5;
  private static final Duration RETRY = Duration.ofMillis(10);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final JournalStore store;
  private final RunJournal.Surroundings around;
  private final Lock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;

  JournalWriter(JournalStore store, RunJournal.Surroundings around) {
    this.store = store;
    this.around = around;
    this.writer = Thread.ofPlatform().name("clens-journal").unstarted(this::write);
  }

  void start() {
    writer.start();
  }

  /** Takes an entry; its outcome is told to it later. */
  void submit(Entry entry) {
    lock.lock();
    try {
      queue.add(entry);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    List<Entry> batch = new ArrayList<>();
    while (gather(batch)) {
      settle(batch);
      batch.clear();
    }
  }

  /** Waits for an entry and takes all that are there; false once closed and empty. */
  private boolean gather(List<Entry> batch) {
    lock.lock();
    try {
      while (queue.isEmpty() && closing.getCount() > 0) {
        filled.awaitUninterruptibly();
      }
      fill(batch);
      return !batch.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void fill(List<Entry> batch) {
    int rows = 0;
    while (!queue.isEmpty() && rows < MAX_ROWS) {
      Entry entry = queue.poll();
      batch.add(entry);
      rows += entry.rows().size() + 1;
    }
  }

  /** Brings a batch to its outcomes, whatever it takes, and tells them. */
  private void settle(List<Entry> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      Set<UUID> written = commit(batch);
      Failpoint.ENTRY_BEFORE_ACKNOWLEDGE.pass();
      tell(batch, written);
      around.eventsHint().run();
      if (batch.stream().anyMatch(entry -> entry.rows().kin().moves())) {
        around.kinHint().run();
      }
    } catch (SQLException | RuntimeException e) {
      if (closing.getCount() == 0 && Faults.of(e) == Faults.OUTAGE) {
        LOG.warn("{} entries are lost: the engine stops and the database is away", batch.size(), e);
        batch.forEach(entry -> entry.done().accept(Outcome.LOST));
      } else if (batch.size() > 1) {
        settle(new ArrayList<>(batch.subList(0, batch.size() / 2)));
        settle(new ArrayList<>(batch.subList(batch.size() / 2, batch.size())));
      } else {
        LOG.error("an entry of run {} was refused", batch.getFirst().runId(), e);
        batch.getFirst().done().accept(Outcome.REFUSED);
      }
    }
  }

  private static void tell(List<Entry> batch, Set<UUID> written) {
    for (Entry entry : batch) {
      entry.done().accept(written.contains(entry.runId()) ? Outcome.COMMITTED : Outcome.LOST);
    }
  }

  /** Commits what is ours of a batch; throws only what cannot be cured by waiting. */
  private Set<UUID> commit(List<Entry> batch) throws SQLException {
    Duration wait = FIRST_WAIT;
    boolean unanswered = false;
    for (int conflicts = 0; ; ) {
      try {
        return unanswered ? commitRest(batch) : store.commit(batch, around.nanoTime().getAsLong());
      } catch (SQLException | RuntimeException e) {
        switch (Faults.of(e)) {
          case CONFLICT -> {
            if (++conflicts > MAX_RETRIES) {
              throw e;
            }
            pause(RETRY.multipliedBy(conflicts));
          }
          case OUTAGE -> {
            if (closing.getCount() == 0) {
              throw e;
            }
            LOG.warn("the database is away, {} entries wait: {}", batch.size(), e.getMessage());
            unanswered = true;
            pause(wait);
            wait =
                wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                    ? wait.multipliedBy(2)
                    : LONGEST_WAIT;
          }
          case DATA -> throw e;
        }
      }
    }
  }

  /** The same batch again, without the entries that came through although nobody said so. */
  private Set<UUID> commitRest(List<Entry> batch) throws SQLException {
    Set<UUID> written = store.committed(batch);
    List<Entry> rest = batch.stream().filter(entry -> !written.contains(entry.runId())).toList();
    written.addAll(store.commit(rest, around.nanoTime().getAsLong()));
    return written;
  }

  /** Waits between half and all of the time, or until the journal closes. */
  private void pause(Duration time) {
    long nanos = (long) (time.toNanos() * (0.5 + around.random().nextDouble() / 2));
    try {
      if (closing.await(nanos, TimeUnit.NANOSECONDS)) {
        LOG.debug("closing while waiting for the database");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is there and ends; harmless when repeated. */
  @Override
  public void close() {
    closeSoon();
    if (writer.isAlive()) {
      Threads.join(writer, Duration.ofSeconds(10));
    }
  }

  /** Lets the thread end when it has written what is there. */
  void closeSoon() {
    closing.countDown();
    lock.lock();
    try {
      filled.signal();
    } finally {
      lock.unlock();
    }
  }
}
