package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.response.ErrorResponse;

/** The answer while there is no reading of the catalogs yet. */
final class NotLoaded {

  private NotLoaded() {}

  /**
   * @param seconds when it is worth while to ask again
   */
  static RestResponse answer(long seconds) {
    return ErrorResponse.of(
        ApiError.of(Code.PGRST002, "Could not query the database for the schema cache. Retrying.")
            .header("Retry-After", Long.toString(seconds)));
  }
}
