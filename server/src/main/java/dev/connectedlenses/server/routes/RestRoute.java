package dev.connectedlenses.server.routes;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.util.Set;
import java.util.function.Function;

/**
 * Mounts the data API below {@code /rest/v1}. A successful change wakes the engine, which finds out
 * by itself whether there is anything to do.
 */
public final class RestRoute {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Function<RestRequest, RestResponse> rest;
  private final Function<Request, Headers> passport;
  private final Runnable wake;

  /**
   * @param passport the headers as the data API is to see them: keys turned into tokens
   */
  public RestRoute(
      Function<RestRequest, RestResponse> rest,
      Function<Request, Headers> passport,
      Runnable wake) {
    this.rest = rest;
    this.passport = passport;
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
                passport.apply(request),
                request.body(),
                request.remote()));
    if (!READING.contains(request.method()) && answer.status() < 300) {
      wake.run();
    }
    return new Response.Whole(
        answer.status(), new Headers(answer.headers()), answer.body(), answer.tooMuch());
  }
}
