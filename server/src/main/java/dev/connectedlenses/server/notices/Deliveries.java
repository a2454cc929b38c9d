package dev.connectedlenses.server.notices;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox: takes what is due, sends it, and notes what came of it in a transaction of
 * its own. A process that is lost in between leaves a message that another one sends again, under
 * the same id. Any number of processes may deliver at once.
 */
public final class Deliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final int AT_ONCE = 32;
  private static final int FAREWELL_SECONDS = 5;

  private final NoticeStore store;
  private final Courier courier;
  private final Patience patience;
  private final Pace pace;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Rung when a place becomes free, so that what the same target has left does not wait. */
  private final Semaphore bell = new Semaphore(0);

  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;

  public Deliveries(Database database, Courier courier, Patience patience, Pace pace) {
    this.store = new NoticeStore(database);
    this.courier = courier;
    this.patience = patience;
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("clens-deliveries").unstarted(this::keep);
  }

  /** Begins to deliver. */
  public Deliveries start() {
    thread.start();
    return this;
  }

  private void keep() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        takeSome();
        if (bell.tryAcquire(pace.gap().toNanos(), TimeUnit.NANOSECONDS)) {
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeSome() {
    int free = places.drainPermits();
    List<Notice> taken = List.of();
    try {
      taken = free == 0 ? taken : store.claim(free, pace.lease());
      taken.forEach(notice -> hands.execute(() -> handle(notice)));
    } catch (RuntimeException e) {
      LOG.warn("cannot look into the outbox, trying again: {}", e.getMessage());
    } finally {
      places.release(free - taken.size());
    }
  }

  private void handle(Notice notice) {
    try {
      settle(notice, courier.carry(notice));
    } catch (InterruptedException e) {
      // the process stops; the message is due again when its lease is over
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("what came of message {} could not be noted: {}", notice.id(), e.getMessage());
    } finally {
      places.release();
      bell.release();
    }
  }

  private void settle(Notice notice, Verdict verdict) {
    switch (verdict) {
      case Verdict.Delivered() -> store.delivered(notice);
      case Verdict.Failed(String error, Duration asked) ->
          store.failed(notice, error, patience.after(notice.attempt(), asked));
      case Verdict.Gone(String error) -> store.gone(notice, error);
    }
  }

  /** Gives up what dead targets do not take, and forgets what is long over. */
  public void tidy() {
    int given = store.tidy();
    if (given > 0) {
      LOG.warn("{} messages were given up: their targets took nothing for three days", given);
    }
  }

  /** Stops; tries under way are cut, and made again by the next process. */
  @Override
  public void close() {
    thread.interrupt();
    hands.shutdownNow();
    try {
      if (!hands.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some messages are still on their way at the stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
