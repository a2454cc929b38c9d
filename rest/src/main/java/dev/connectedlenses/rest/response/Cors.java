package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cross-origin rules: every origin, or those of a list. */
public final class Cors {

  private static final String EXPOSED =
      "Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server,"
          + " Transfer-Encoding, Range-Unit";

  private final List<String> origins;

  /** Rules for these origins; none means every one. */
  public Cors(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /** The answer to a preflight request, null if this is none. */
  public @Nullable RestResponse preflight(RestRequest request) {
    Headers asked = request.headers();
    String origin = allowed(asked);
    if (!request.method().equals("OPTIONS")
        || origin == null
        || !asked.has("Access-Control-Request-Method")) {
      return null;
    }
    String wanted = asked.first("Access-Control-Request-Headers");
    List<Header> headers = new ArrayList<>(origin(origin));
    headers.add(
        new Header("Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD"));
    headers.add(
        new Header(
            "Access-Control-Allow-Headers",
            "Authorization, "
                + (wanted == null ? "" : wanted + ", ")
                + "Accept, Accept-Language, Content-Language"));
    headers.add(new Header("Access-Control-Max-Age", "86400"));
    return new RestResponse(200, headers, new byte[0]);
  }

  /** The response with what a browser needs to hand it to its page. */
  public RestResponse expose(RestRequest request, RestResponse response) {
    String origin = allowed(request.headers());
    if (origin == null || response.header("Access-Control-Allow-Origin") != null) {
      return response;
    }
    List<Header> headers = new ArrayList<>(response.headers());
    headers.addAll(origin(origin));
    headers.add(new Header("Access-Control-Expose-Headers", EXPOSED));
    return new RestResponse(response.status(), headers, response.body(), response.tooMuch());
  }

  private @Nullable String allowed(Headers headers) {
    String origin = headers.first("Origin");
    if (origin == null) {
      return null;
    }
    if (origins.isEmpty()) {
      return "*";
    }
    return origins.contains(origin) ? origin : null;
  }

  private static List<Header> origin(String origin) {
    Header allow = new Header("Access-Control-Allow-Origin", origin);
    return origin.equals("*")
        ? List.of(allow)
        : List.of(
            allow,
            new Header("Access-Control-Allow-Credentials", "true"),
            new Header("Vary", "Origin"));
  }
}
