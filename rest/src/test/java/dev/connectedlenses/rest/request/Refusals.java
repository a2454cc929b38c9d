package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refused request is told. */
final class Refusals {

  private Refusals() {}

  /** The error of work that must be refused. */
  static ApiError of(ThrowingCallable work) {
    RestException refused = catchThrowableOfType(RestException.class, work);
    if (refused == null) {
      throw new AssertionError("it was not refused");
    }
    return refused.error();
  }

  /** Its details as text. */
  static String details(ApiError error) {
    return error.details() == null ? "" : error.details().asString();
  }
}
