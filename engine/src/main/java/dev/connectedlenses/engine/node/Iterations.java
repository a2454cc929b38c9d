package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of one for_each attempt: a few threads that take the next item each time. */
final class Iterations {
  private final int size;
  private final boolean keepFailures;
  private final Step step;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable AttemptResult> results;
  private volatile boolean stopped;
  private volatile @Nullable Throwable crash;

  /** What is done for the item of a number. */
  @FunctionalInterface
  interface Step {
    AttemptResult run(int item) throws InterruptedException;
  }

  /**
   * @param keepFailures whether the others go on after an item failed
   */
  Iterations(int size, boolean keepFailures, Step step) {
    this.size = size;
    this.keepFailures = keepFailures;
    this.step = step;
    this.results = new AtomicReferenceArray<>(size);
  }

  /** Runs all items, so many at a time; an interrupt stops them all. */
  AttemptResult run(int atOnce) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(atOnce);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      threads.add(Thread.ofVirtual().name("item").start(() -> work(done)));
    }
    try {
      done.await();
    } finally {
      stopped = true;
      threads.forEach(Thread::interrupt);
    }
    return result();
  }

  private void work(CountDownLatch done) {
    try {
      for (int i = next.getAndIncrement(); i < size && !stopped; i = next.getAndIncrement()) {
        AttemptResult result = one(i);
        results.set(i, result);
        if (result instanceof AttemptResult.Waits
            || (result instanceof AttemptResult.Failed && !keepFailures)) {
          stop(done);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | StackOverflowError e) {
      crash = e;
      stop(done);
    } finally {
      done.countDown();
    }
  }

  /** Lets nobody wait for the items that are left. */
  private void stop(CountDownLatch done) {
    stopped = true;
    while (done.getCount() > 0) {
      done.countDown();
    }
  }

  private AttemptResult one(int item) throws InterruptedException {
    try {
      return step.run(item);
    } catch (NodeException e) {
      return new AttemptResult.Failed(e.failure(), List.of());
    }
  }

  /** All results in order, or the failure of the first item that has one, or what one waits for. */
  private AttemptResult result() {
    if (crash != null) {
      throw new IllegalStateException("an item's step crashed", crash);
    }
    ArrayNode values = Json.array();
    List<Usage> usage = new ArrayList<>();
    Failure failure = null;
    Wait wait = null;
    for (int i = 0; i < size; i++) {
      AttemptResult result = results.get(i);
      if (result != null) {
        usage.addAll(result.usage());
      }
      if (failure == null && !keepFailures && result instanceof AttemptResult.Failed failed) {
        failure = of(i, failed.failure());
      }
      if (result instanceof AttemptResult.Waits(Wait until, var _)) {
        wait = until;
      }
      values.add(value(result));
    }
    if (wait != null) {
      return new AttemptResult.Waits(wait, usage);
    }
    return failure == null
        ? new AttemptResult.Completed(Envelope.of(values), usage)
        : new AttemptResult.Failed(failure, usage);
  }

  private static JsonNode value(@Nullable AttemptResult result) {
    return switch (result) {
      case null -> Json.object();
      case AttemptResult.Completed completed -> completed.output().value();
      case AttemptResult.Waits _ -> Json.object();
      case AttemptResult.Failed failed -> {
        ObjectNode error = Json.object();
        error.set("error", failed.failure().toJson());
        yield error;
      }
    };
  }

  private static Failure of(int item, Failure failure) {
    return new Failure(
        failure.cause(),
        "item " + item + ": " + failure.message(),
        failure.retryAfter(),
        failure.details());
  }
}
