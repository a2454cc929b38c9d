package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.response.ErrorResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The door before the work. Some requests are under way, a few more wait in line for a short while,
 * the others are sent away at once: a short line keeps its promise to those in it, a long one to
 * nobody.
 */
final class Admission {

  private final Crowd crowd;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder turnedAway = new LongAdder();

  Admission(Crowd crowd) {
    this.crowd = crowd;
    this.places = new Semaphore(crowd.atOnce(), true);
  }

  /** How many wait in line. */
  int waiting() {
    return waiting.get();
  }

  /** How many are under way. */
  int inside() {
    return crowd.atOnce() - places.availablePermits();
  }

  /** How many were sent away so far. */
  long turnedAway() {
    return turnedAway.sum();
  }

  /** The answer of this work, or the advice to come back. */
  RestResponse admit(Supplier<RestResponse> work) {
    if (!enter()) {
      turnedAway.increment();
      return full();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private boolean enter() {
    // whoever finds a place free takes it only when nobody stands in line
    if (waiting.get() == 0 && places.tryAcquire()) {
      return true;
    }
    try {
      return waiting.incrementAndGet() <= crowd.waiting()
          && places.tryAcquire(crowd.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static RestResponse full() {
    ApiError error =
        ApiError.of(503, "53300", "The server has more to do than it can")
            .hint("Send the request again after a second.");
    return ErrorResponse.of(error.header("Retry-After", "1"));
  }
}
