package dev.connectedlenses.app;

import java.util.concurrent.CountDownLatch;

/** Waits for the signal that stops the process, and keeps it alive until the stop is done. */
final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean fromInside;

  /** Returns when the process is asked to stop. */
  void await() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::onStop));
    asked.await();
  }

  /** Asks the process itself to stop. */
  void ask() {
    fromInside = true;
    asked.countDown();
  }

  /** Whether {@link #ask} was called. */
  boolean wasAsked() {
    return fromInside;
  }

  /** Lets the process end. */
  void finished() {
    done.countDown();
  }

  /** The process ends when this returns, so it waits for the orderly stop. */
  private void onStop() {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
