package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.response.ErrorResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets so many requests in at once and sends the others away at once: a short queue keeps its
 * promise to those in it, a long one to nobody.
 */
final class Admission {

  private final AtomicInteger inside = new AtomicInteger();

  RestResponse admit(int most, Supplier<RestResponse> work) {
    if (inside.incrementAndGet() > most) {
      inside.decrementAndGet();
      return full();
    }
    try {
      return work.get();
    } finally {
      inside.decrementAndGet();
    }
  }

  private static RestResponse full() {
    ApiError error =
        ApiError.of(503, "53300", "The server has more to do than it can")
            .hint("Send the request again after a second.");
    return ErrorResponse.of(error.header("Retry-After", "1"));
  }
}
