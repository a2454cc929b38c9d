package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.response.ErrorResponse;

/** The answer while there is no reading of the catalogs yet. */
final class NotLoaded {

  private NotLoaded() {}

  static RestResponse answer() {
    return ErrorResponse.of(
        ApiError.of(Code.PGRST002, "Could not query the database for the schema cache. Retrying.")
            .header("Retry-After", "1"));
  }
}
