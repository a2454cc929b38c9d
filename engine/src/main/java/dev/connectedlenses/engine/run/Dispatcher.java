package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims runs that are due and tells held runs that they are asked to stop. A hint wakes it;
 * without hints it looks by itself, so a lost hint costs time and nothing else.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** Runs of one claim at most. */
  private static final int BATCH = 128;

  /**
   * How much later a hint is followed for each run that is still opening: an idle engine claims at
   * once, a busy one lets several runs gather for one claim.
   */
  private static final Duration GAP_PER_RUN = Duration.ofNanos(500_000);

  private static final int MOST_GAPS = 20;

  private static final Duration CANCEL_GAP = Duration.ofMillis(100);

  private final QueueStore queue;
  private final Runs runs;
  private final Shell shell;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean hinted;
  private volatile boolean stopped;
  private volatile boolean resting;
  private long cancelsReadAt;

  Dispatcher(QueueStore queue, Runs runs, Shell shell) {
    this.queue = queue;
    this.runs = runs;
    this.shell = shell;
    this.cancelsReadAt = shell.nanoTime().getAsLong() - CANCEL_GAP.toNanos();
    this.thread = Thread.ofPlatform().name("clens-dispatcher").unstarted(this::dispatch);
  }

  void start() {
    thread.start();
  }

  /** Something may be claimable or cancelled. */
  void wake() {
    lock.lock();
    try {
      hinted = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void dispatch() {
    while (!stopped) {
      boolean more = false;
      try {
        more = claim();
        readCancels();
      } catch (SQLException | RuntimeException e) {
        LOG.warn("the queue cannot be read, trying again: {}", e.getMessage());
      }
      if (!more && await(shell.config().poll())) {
        gather();
      }
    }
  }

  /** Claims what there is room for; true when there may be more. */
  private boolean claim() throws SQLException {
    int room = resting ? 0 : Math.min(runs.roomOrCall(this::wake), BATCH);
    if (room <= 0) {
      return false;
    }
    long before = shell.nanoTime().getAsLong();
    List<Claim> claims = queue.claim(room);
    Failpoint.CLAIM_COMMITTED.pass();
    for (Claim claim : claims) {
      runs.start(shell, new Lease(claim, before));
    }
    return claims.size() == room;
  }

  private void readCancels() throws SQLException {
    long now = shell.nanoTime().getAsLong();
    if (runs.size() == 0 || now - cancelsReadAt < CANCEL_GAP.toNanos()) {
      return;
    }
    cancelsReadAt = now;
    queue
        .cancels()
        .forEach((claimId, reason) -> {
          RunActor actor = runs.find(claimId);
          if (actor != null) {
            actor.tell(new Message.Cancel(reason.isEmpty() ? null : reason));
          }
        });
    if (runs.anyAsking()) {
      readAnswers();
    }
  }

  private void readAnswers() throws SQLException {
    for (QueueStore.Held held : queue.answers()) {
      RunActor actor = runs.find(held.claimId());
      if (actor != null) {
        actor.tell(new Message.Answered(held.answer()));
      }
    }
  }

  /** Waits for a hint; false when there was none in time. */
  private boolean await(Duration time) {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!hinted && !stopped && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      boolean got = hinted;
      hinted = false;
      return got;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void gather() {
    int waiting = Math.min(runs.opening(), MOST_GAPS);
    if (waiting > 0) {
      LockSupport.parkNanos(GAP_PER_RUN.toNanos() * waiting);
    }
  }

  /** Claims nothing any more, and goes on to tell held runs what they are asked. */
  void rest() {
    resting = true;
  }

  /** Claims nothing any more; returns when the last claim is done. */
  void stop() {
    stopped = true;
    wake();
    if (thread.isAlive()) {
      Threads.join(thread, Duration.ofSeconds(5));
    }
  }
}
