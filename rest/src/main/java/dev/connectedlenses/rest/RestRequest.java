package dev.connectedlenses.rest;

import org.jspecify.annotations.Nullable;

/**
 * One request as it came over the wire: the decoded path below the mount point ({@code /lenses},
 * {@code /rpc/fn}), the raw query string without its question mark, headers, body.
 *
 * @param client the address it came from; guests of one address count as one caller
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are handed over, never compared
public record RestRequest(
    String method,
    String path,
    @Nullable String rawQuery,
    Headers headers,
    byte[] body,
    String client) {

  private static final byte[] NO_BODY = {};

  /** A request from nowhere in particular. */
  public RestRequest(
      String method, String path, @Nullable String rawQuery, Headers headers, byte[] body) {
    this(method, path, rawQuery, headers, body, "");
  }

  /** A request without a body. */
  public static RestRequest of(String method, String path, @Nullable String rawQuery) {
    return new RestRequest(method, path, rawQuery, Headers.NONE, NO_BODY);
  }

  /** Whether it can change nothing, by its method. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
