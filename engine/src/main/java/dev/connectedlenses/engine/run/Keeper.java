package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.run.Shell.Confirm.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process's leases, frees those of lost processes, and shows that this one is alive. It
 * has a thread of its own, so that no amount of work can make the leases run out.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final int SWEEP_LIMIT = 200;
  private static final int RENEW_LIMIT = 2000;
  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
  private static final Duration BEAT_GAP = Duration.ofSeconds(5);

  private final QueueStore queue;
  private final HeartbeatStore heartbeat;
  private final Runs runs;
  private final Shell shell;
  private final Runnable claimable;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private long renewedAt;
  private long beatAt;

  /**
   * @param claimable told when the sweep has freed runs
   */
  Keeper(QueueStore queue, HeartbeatStore heartbeat, Runs runs, Shell shell, Runnable claimable) {
    this.queue = queue;
    this.heartbeat = heartbeat;
    this.runs = runs;
    this.shell = shell;
    this.claimable = claimable;
    long now = shell.nanoTime().getAsLong();
    this.renewedAt = now;
    this.beatAt = now - BEAT_GAP.toNanos();
    this.thread = Thread.ofPlatform().name("clens-keeper").unstarted(this::keep);
  }

  void start() {
    thread.start();
  }

  private void keep() {
    try {
      do {
        attempt("renew leases", this::renewWhenDue);
        attempt("free expired leases", this::sweep);
        attempt("show that it is alive", this::beatWhenDue);
      } while (!stopping.await(tick(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The time to the next round, with jitter: many processes should not sweep at one instant. */
  private long tick() {
    Duration tick = shell.config().lease().dividedBy(6);
    long nanos = Math.min(tick.toNanos(), LONGEST_TICK.toNanos());
    return (long) (nanos * (0.75 + shell.random().nextDouble() / 4));
  }

  /** Something that the database is asked to do. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static void attempt(String what, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("cannot {}, trying again: {}", what, e.getMessage());
    }
  }

  private void renewWhenDue() throws SQLException {
    long now = shell.nanoTime().getAsLong();
    if (now - renewedAt < shell.config().renewal().toNanos()) {
      return;
    }
    List<RunActor> all = new ArrayList<>(runs.all());
    for (int from = 0; from < all.size(); from += RENEW_LIMIT) {
      renew(all.subList(from, Math.min(from + RENEW_LIMIT, all.size())));
    }
    renewedAt = now;
  }

  private void renew(List<RunActor> actors) throws SQLException {
    long before = shell.nanoTime().getAsLong();
    Set<UUID> kept = queue.renew(actors.stream().map(actor -> actor.lease().claim()).toList());
    Failpoint.RENEWAL_COMMITTED.pass();
    for (RunActor actor : actors) {
      if (kept.contains(actor.lease().claim().claimId())) {
        actor.lease().confirm(before);
      } else {
        actor.tell(new Message.Lost());
      }
    }
  }

  private void sweep() throws SQLException {
    QueueStore.Swept swept = queue.sweep(SWEEP_LIMIT);
    Failpoint.SWEEP_COMMITTED.pass();
    if (swept.freed() > 0) {
      claimable.run();
    }
    if (swept.passed()) {
      queue.endFrozenSessions();
    }
  }

  private void beatWhenDue() {
    long now = shell.nanoTime().getAsLong();
    if (now - beatAt >= BEAT_GAP.toNanos()) {
      heartbeat.beat(runs.size(), shell.draining().getAsBoolean());
      beatAt = now;
    }
  }

  /** Renews one lease at once. */
  static Answer confirm(QueueStore queue, Lease lease, long before) {
    try {
      boolean ours = !queue.renew(List.of(lease.claim())).isEmpty();
      if (ours) {
        lease.confirm(before);
      }
      return ours ? Answer.OURS : Answer.LOST;
    } catch (SQLException | RuntimeException e) {
      LOG.warn("cannot confirm the lease of run {}: {}", lease.claim().runId(), e.getMessage());
      return Answer.UNKNOWN;
    }
  }

  void stop() {
    stopping.countDown();
    if (thread.isAlive()) {
      Threads.join(thread, Duration.ofSeconds(5));
    }
    if (runs.size() == 0) {
      attempt("sign off", heartbeat::leave);
    }
  }
}
