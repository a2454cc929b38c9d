package dev.connectedlenses.engine.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells held runs that they are asked to stop, and the answers that they wait for. It has a thread
 * of its own, so that a claim which waits for a connection keeps no cancellation back.
 */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** Least time between two looks, however many hints there are. */
  private static final Duration GAP = Duration.ofMillis(100);

  private final QueueStore queue;
  private final Runs runs;
  private final Duration poll;
  private final LongSupplier nanoTime;
  private final Hints hints = new Hints();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param poll longest wait between two looks when nobody hints
   */
  Listener(QueueStore queue, Runs runs, Duration poll, LongSupplier nanoTime) {
    this.queue = queue;
    this.runs = runs;
    this.poll = poll;
    this.nanoTime = nanoTime;
    this.thread = Thread.ofPlatform().name("clens-listener").unstarted(this::listen);
  }

  void start() {
    thread.start();
  }

  /** Something may be cancelled or answered. */
  void wake() {
    hints.wake();
  }

  private void listen() {
    try {
      long lookedAt;
      do {
        lookedAt = nanoTime.getAsLong();
        look();
        hints.await(poll);
      } while (!stopping.await(
          lookedAt + GAP.toNanos() - nanoTime.getAsLong(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (runs.size() > 0) {
        tellCancels();
        if (runs.anyAsking()) {
          tellAnswers();
        }
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("cannot see what runs are asked, trying again: {}", e.getMessage());
    }
  }

  private void tellCancels() throws SQLException {
    queue
        .cancels()
        .forEach((claimId, reason) -> {
          RunActor actor = runs.find(claimId);
          if (actor != null) {
            actor.tell(new Message.Cancel(reason.isEmpty() ? null : reason));
          }
        });
  }

  private void tellAnswers() throws SQLException {
    for (QueueStore.Held held : queue.answers()) {
      RunActor actor = runs.find(held.claimId());
      if (actor != null) {
        actor.tell(new Message.Answered(held.answer()));
      }
    }
  }

  void stop() {
    stopping.countDown();
    hints.wake();
    if (thread.isAlive()) {
      Threads.join(thread, Duration.ofSeconds(5));
    }
  }
}
