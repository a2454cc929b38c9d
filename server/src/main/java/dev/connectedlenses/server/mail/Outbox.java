package dev.connectedlenses.server.mail;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and sends letters behind the requests that ask for them, one at a time: a request gets its
 * answer at once, and the time it takes tells nobody whether a letter was written.
 */
public final class Outbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int TRIES = 4;
  private static final int PLACES = 1000;
  private static final int FAREWELL_SECONDS = 5;

  private final Mailer mailer;
  private final Duration pause;
  private final ScheduledThreadPoolExecutor worker;

  /**
   * @param pause how long a letter waits for its second try; later tries wait ever longer
   */
  public Outbox(Mailer mailer, Duration pause) {
    this.mailer = mailer;
    this.pause = pause;
    this.worker = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("mail").factory());
    this.worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Does this later: the work may look up, write and {@link #send}. Returns false when too much is
   * waiting already.
   */
  public boolean later(Runnable work) {
    if (worker.getQueue().size() >= PLACES) {
      return false;
    }
    return submit(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.error("a letter could not be written", e);
          }
        },
        Duration.ZERO);
  }

  /** Sends a letter, again and again for a while when the mail server does not take it. */
  public void send(Letter letter) {
    submit(() -> tryToSend(letter, 1), Duration.ZERO);
  }

  private void tryToSend(Letter letter, int attempt) {
    try {
      mailer.send(letter);
    } catch (Mailer.UndeliverableException e) {
      boolean again = e.worthAnotherTry() && attempt < TRIES;
      LOG.warn("{} ({}); {}", e.getMessage(), cause(e), again ? "trying again" : "giving up");
      if (again) {
        Duration wait = pause.multipliedBy(1L << (2 * (attempt - 1)));
        submit(() -> tryToSend(letter, attempt + 1), wait);
      }
    }
  }

  private static String cause(Exception e) {
    return e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
  }

  private boolean submit(Runnable work, Duration wait) {
    try {
      ScheduledFuture<?> _ = worker.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.warn("a letter was dropped because the server is stopping");
      return false;
    }
  }

  /** Sends what is ready and ends. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
