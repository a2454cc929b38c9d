package dev.connectedlenses.server.routes;

import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other sites may use accounts and streams, always without cookies: every site, or
 * those of a list. The cookie session is for the server's own page alone; the data API keeps its
 * own rules.
 */
public final class CrossOrigin {

  private static final String EXPOSED =
      "X-Request-Id, X-Total-Count, Link, X-Sb-Error-Code, X-Supabase-Api-Version, Retry-After";

  private final List<String> origins;

  public CrossOrigin(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /** The answer to the question whether a request would be allowed. */
  public Response preflight(Request request) {
    String wanted = request.headers().first("Access-Control-Request-Headers");
    return Response.empty(204)
        .with("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS, HEAD")
        .with("Access-Control-Allow-Headers", wanted == null ? "Authorization" : wanted)
        .with("Access-Control-Max-Age", "86400");
  }

  /** The answer with what the asking page's browser needs to hand it over. */
  public Response apply(Request request, Response response) {
    String origin = allowed(request);
    if (origin == null || !shared(request.path())) {
      return response;
    }
    Response open =
        response
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Expose-Headers", EXPOSED);
    return origin.equals("*") ? open : open.with("Vary", "Origin");
  }

  private static boolean shared(String path) {
    return path.startsWith("/auth/v1/")
        || path.startsWith("/v1/runs/")
        || path.startsWith("/v1/tokens");
  }

  private @Nullable String allowed(Request request) {
    String origin = request.headers().first("Origin");
    if (origin == null) {
      return null;
    }
    return origins.isEmpty() ? "*" : origins.contains(origin) ? origin : null;
  }
}
