package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Headers.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer: status, headers in order (names may repeat) and body bytes.
 *
 * @param tooMuch whether it refuses a request that went over a limit of the server
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are handed over, never compared
public record RestResponse(int status, List<Header> headers, byte[] body, boolean tooMuch) {

  public RestResponse {
    headers = List.copyOf(headers);
  }

  /** An answer to a request that kept to the limits. */
  public RestResponse(int status, List<Header> headers, byte[] body) {
    this(status, headers, body, false);
  }

  /** The first value under this name, or null. */
  public @Nullable String header(String name) {
    return new Headers(headers).first(name);
  }

  /** The same with one more header. */
  public RestResponse with(String name, String value) {
    return new RestResponse(status, new Headers(headers).plus(name, value).all(), body, tooMuch);
  }
}
