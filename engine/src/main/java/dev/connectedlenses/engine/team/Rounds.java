package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes its rounds through the control room: what was not decided in time is rejected, what was
 * queued without approval is reported, what was kept long enough is forgotten. Any number of
 * processes may do so at once.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final RoundsStore store;
  private final Duration gap;
  private final Runnable wake;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param wake told when a run may have something to do
   */
  public Rounds(Database database, Duration gap, Runnable wake) {
    this.store = new RoundsStore(database);
    this.gap = gap;
    this.wake = wake;
    this.thread = Thread.ofVirtual().name("clens-rounds").unstarted(this::keep);
  }

  /** Begins the rounds. */
  public Rounds start() {
    thread.start();
    return this;
  }

  private void keep() {
    try {
      do {
        once();
      } while (!stopping.await(gap.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round; how many things it found to do. */
  int once() {
    int ended = attempt("expire approvals", store::expireApprovals);
    ended += attempt("expire calls of tools", store::expireCalls);
    ended += attempt("tell steps that wait at gates", store::tellGates);
    if (ended > 0) {
      wake.run();
    }
    return ended
        + attempt("end calls of tools that were lost", store::giveUpCalls)
        + attempt("look for runs that nobody approved", store::noteBypasses)
        + attempt("forget old memories", store::forgetMemories);
  }

  private static int attempt(String what, IntSupplier step) {
    try {
      return step.getAsInt();
    } catch (RuntimeException e) {
      LOG.warn("cannot {}, trying again: {}", what, e.getMessage());
      return 0;
    }
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
