package dev.connectedlenses.server.routes;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Mounts the data API below {@code /rest/v1}. A successful change wakes the engine, which finds out
 * by itself whether there is anything to do.
 */
public final class RestRoute {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Function<RestRequest, RestResponse> rest;
  private final String publishableKey;
  private final Runnable wake;

  /**
   * @param publishableKey what clients of supabase-js send in the place of a token when nobody is
   *     signed in
   */
  public RestRoute(Function<RestRequest, RestResponse> rest, String publishableKey, Runnable wake) {
    this.rest = rest;
    this.publishableKey = publishableKey;
    this.wake = wake;
  }

  /** Hands the request over as it came. */
  public Response answer(Request request) {
    RestResponse answer =
        rest.apply(
            new RestRequest(
                request.method(),
                request.variables().getOrDefault("*", "/"),
                request.rawQuery(),
                identified(request),
                request.body()));
    if (!READING.contains(request.method()) && answer.status() < 300) {
      wake.run();
    }
    return new Response.Whole(answer.status(), new Headers(answer.headers()), answer.body());
  }

  /** The publishable key stands for nobody: without a token the anonymous role is meant. */
  private Headers identified(Request request) {
    if (publishableKey.isEmpty() || !publishableKey.equals(request.bearer())) {
      return request.headers();
    }
    List<Header> others =
        request.headers().all().stream()
            .filter(h -> !h.name().equalsIgnoreCase("Authorization"))
            .toList();
    return new Headers(others);
  }
}
