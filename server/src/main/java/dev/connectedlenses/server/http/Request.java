package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came over the wire. The path is decoded; {@code variables} holds what the
 * route's pattern left open, {@code *} being the rest of the path.
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are handed over, never compared
public record Request(
    String id,
    String method,
    String path,
    @Nullable String rawQuery,
    Headers headers,
    byte[] body,
    String remote,
    Map<String, String> variables) {

  public Request {
    variables = Map.copyOf(variables);
  }

  /** What the route's pattern left open under this name. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route of %s has no {%s}".formatted(path, name));
    }
    return value;
  }

  /** The first value of a query parameter, decoded, or null. */
  public @Nullable String query(String name) {
    for (String pair : (rawQuery == null ? "" : rawQuery).split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (name.equals(Paths.decodeQuery(key))) {
        return equals < 0 ? "" : Paths.decodeQuery(pair.substring(equals + 1));
      }
    }
    return null;
  }

  /** The token of {@code Authorization: Bearer}, or null. */
  public @Nullable String bearer() {
    String value = headers.first("Authorization");
    boolean bearer = value != null && value.regionMatches(true, 0, "Bearer ", 0, 7);
    return bearer && value != null ? value.substring(7).strip() : null;
  }

  /** The value of a cookie, or null. */
  public @Nullable String cookie(String name) {
    for (String header : headers.every("Cookie")) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
          return unquoted(pair.substring(equals + 1).strip());
        }
      }
    }
    return null;
  }

  /** Some clients put quotes round a value. */
  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  Request with(Map<String, String> found) {
    return new Request(id, method, path, rawQuery, headers, body, remote, found);
  }
}
