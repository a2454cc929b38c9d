package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims runs that are due. A hint wakes it; without hints it looks by itself, so a lost hint costs
 * time and nothing else.
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

  private final QueueStore queue;
  private final Runs runs;
  private final Shell shell;
  private final Hints hints = new Hints();
  private final Thread thread;
  private long suspectsSoughtAt;
  private volatile boolean stopped;
  private volatile boolean resting;

  Dispatcher(QueueStore queue, Runs runs, Shell shell) {
    this.queue = queue;
    this.runs = runs;
    this.shell = shell;
    this.suspectsSoughtAt = shell.nanoTime().getAsLong() - shell.config().poll().toNanos();
    this.thread = Thread.ofPlatform().name("clens-dispatcher").unstarted(this::dispatch);
  }

  void start() {
    thread.start();
  }

  /** Something may be claimable. */
  void wake() {
    hints.wake();
  }

  private void dispatch() {
    while (!stopped) {
      boolean more = false;
      try {
        more = claim();
        claimSuspects();
      } catch (SQLException | RuntimeException e) {
        LOG.warn("the queue cannot be read, trying again: {}", e.getMessage());
      }
      if (!more && hints.await(shell.config().poll())) {
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
    begin(claims, before);
    return claims.size() == room;
  }

  /** Claims a group of runs that lost worker after worker, unless there still is one here. */
  private void claimSuspects() throws SQLException {
    long before = shell.nanoTime().getAsLong();
    if (resting
        || runs.holdsSuspects()
        || before - suspectsSoughtAt < shell.config().poll().toNanos()) {
      return;
    }
    suspectsSoughtAt = before;
    int room = runs.roomOrCall(this::wake);
    if (room > 0) {
      begin(queue.claimSuspects(room), before);
    }
  }

  private void begin(List<Claim> claims, long before) {
    Failpoint.CLAIM_COMMITTED.pass();
    for (Claim claim : claims) {
      runs.start(shell, new Lease(claim, before));
    }
  }

  private void gather() {
    int waiting = Math.min(runs.opening(), MOST_GAPS);
    if (waiting > 0) {
      LockSupport.parkNanos(GAP_PER_RUN.toNanos() * waiting);
    }
  }

  /** Claims nothing any more. */
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
