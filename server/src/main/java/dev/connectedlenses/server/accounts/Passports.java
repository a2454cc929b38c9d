package dev.connectedlenses.server.accounts;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns what clients send as a key or as an API token into what the data API understands: a token
 * of its role, or none. Users' access tokens pass as they are.
 */
public final class Passports {

  private static final String CALL = "/rpc/";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What the scope {@code run} adds to reading. */
  private static final Set<String> RUNNING =
      Set.of(
          "/rpc/fn_start_workflow_run",
          "/rpc/fn_cancel_workflow_run",
          "/rpc/fn_rerun_workflow_run",
          "/rpc/fn_run_lens",
          "/rpc/fn_start_team_run",
          "/rpc/fn_cancel_agent_run");

  private final AccessKeys keys;
  private final ApiTokens tokens;
  private final InsideTokens inside;
  private final InstantSource clock;
  private final Rules rules;
  private AccessTokens.@Nullable Issued service;

  /**
   * What API tokens are held to.
   *
   * @param onlyReads whether a call of the function of this name cannot write
   * @param rate how often each may be shown
   */
  record Rules(Predicate<String> onlyReads, Buckets rate) {}

  Passports(
      AccessKeys keys, ApiTokens tokens, InsideTokens inside, InstantSource clock, Rules rules) {
    this.keys = keys;
    this.tokens = tokens;
    this.inside = inside;
    this.clock = clock;
    this.rules = rules;
  }

  /** The request's headers as the data API is to see them. */
  public Headers forDataApi(Request request) throws Refusal {
    String bearer = request.bearer();
    if (bearer == null) {
      boolean trusted = keys.isService(request.headers().first("apikey"));
      return trusted ? bearing(request, service()) : request.headers();
    }
    if (keys.isAnonymous(bearer)) {
      return bearing(request, null);
    }
    if (keys.isService(bearer)) {
      return bearing(request, service());
    }
    return ApiTokens.looksLikeOne(bearer)
        ? bearing(request, exchanged(request, bearer))
        : request.headers();
  }

  private String exchanged(Request request, String bearer) {
    Optional<Caller> caller = tokens.caller(bearer);
    String instead = tokens.insteadOf(bearer);
    if (caller.isEmpty() || instead == null) {
      throw new Refusal(
          Response.error(
                  401,
                  "PGRST301",
                  "the API token is unknown, expired or revoked",
                  "make another one")
              .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }
    Duration early = rules.rate().tryTake(caller.get().claims().path("token_id").asString(""));
    if (!early.isZero()) {
      throw tooOften(early);
    }
    String needed = scope(request);
    if (!needed.equals("read") && !caller.get().may(needed) && !caller.get().may("write")) {
      throw new Refusal(
          Response.error(
                  403,
                  "insufficient_scope",
                  "this API token lacks the scope \"" + needed + "\"",
                  needed.equals("write")
                      ? "for changes make a token with the scope write"
                      : "make a token with it")
              .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
    }
    return instead;
  }

  private static Refusal tooOften(Duration early) {
    long seconds = Math.max(1, early.plusMillis(999).toSeconds());
    return new Refusal(
        Response.error(
                429,
                "over_request_rate_limit",
                "too many requests with this API token",
                "send the next one in %d s".formatted(seconds))
            .with("Retry-After", Long.toString(seconds)));
  }

  private String scope(Request request) {
    String target = request.variables().getOrDefault("*", "");
    boolean reads =
        READING.contains(request.method())
            || (target.startsWith(CALL) && rules.onlyReads().test(target.substring(CALL.length())));
    if (reads) {
      return "read";
    }
    return RUNNING.contains(target) ? "run" : "write";
  }

  private synchronized String service() {
    Instant now = clock.instant();
    AccessTokens.Issued current = service;
    if (current == null || now.plusSeconds(60).isAfter(current.expires())) {
      current = inside.service(now);
      service = current;
    }
    return current.token();
  }

  private static Headers bearing(Request request, @Nullable String token) {
    List<Header> headers = new ArrayList<>();
    for (Header header : request.headers().all()) {
      if (!header.name().equalsIgnoreCase("Authorization")) {
        headers.add(header);
      }
    }
    if (token != null) {
      headers.add(new Header("Authorization", "Bearer " + token));
    }
    return new Headers(headers);
  }
}
