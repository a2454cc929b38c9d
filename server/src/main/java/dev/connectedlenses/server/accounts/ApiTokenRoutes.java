package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/tokens}: a signed-in user makes, lists and revokes API tokens. */
final class ApiTokenRoutes {

  private static final int USUAL_DAYS = 90;
  private static final int LONGEST_DAYS = 366;
  private static final int LONGEST_NAME = 120;

  private final ApiTokens tokens;
  private final Sessions sessions;

  ApiTokenRoutes(ApiTokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  void addTo(Router router) {
    router
        .on("GET", "/v1/tokens", new Handler.Session(this::list))
        .on("POST", "/v1/tokens", new Handler.Session(this::make))
        .on("DELETE", "/v1/tokens/{id}", new Handler.Session(this::revoke));
  }

  private Response list(Request request, Caller caller) {
    ArrayNode all = JsonMapper.shared().createArrayNode();
    tokens.list(caller.userId()).forEach(token -> all.add(json(token)));
    return Doors.fresh(Response.json(200, all));
  }

  private Response make(Request request, Caller caller) {
    try {
      sessions.requireLive(Doors.session(caller));
      ObjectNode body = AuthAnswers.body(request);
      String name = AuthAnswers.text(body, "name").strip();
      require(!name.isEmpty() && name.length() <= LONGEST_NAME, "\"name\" has 1 to 120 characters");
      return tokens
          .make(caller.userId(), name, scopes(body), life(body))
          .map(made -> shown(made))
          .orElseThrow(
              () -> refused(409, "too_many_tokens", "the account has 50 tokens; revoke one"));
    } catch (AuthError.Refused e) {
      throw refused(e.error().status(), e.error().code(), e.words());
    }
  }

  private static Response shown(ApiTokens.Made made) {
    ObjectNode json = json(made.token()).put("token", made.text());
    return Doors.fresh(Response.json(201, json));
  }

  private static List<String> scopes(ObjectNode body) {
    JsonNode given = body.path("scopes");
    List<String> scopes = new ArrayList<>();
    given.forEach(scope -> scopes.add(scope.asString("")));
    require(
        given.isArray() && !scopes.isEmpty() && ApiTokens.SCOPES.containsAll(scopes),
        "\"scopes\" is a list of read, run and write");
    return scopes.stream().distinct().sorted().toList();
  }

  private static Duration life(ObjectNode body) {
    JsonNode days = body.path("days");
    boolean fine =
        days.isMissingNode()
            || (days.isInt() && days.intValue() >= 1 && days.intValue() <= LONGEST_DAYS);
    require(fine, "\"days\" is a whole number from 1 to 366");
    return Duration.ofDays(days.isMissingNode() ? USUAL_DAYS : days.intValue());
  }

  private Response revoke(Request request, Caller caller) {
    if (!tokens.revoke(caller.userId(), id(request))) {
      throw refused(404, "token_not_found", "there is no such token");
    }
    return Response.empty(204);
  }

  private static UUID id(Request request) {
    try {
      return UUID.fromString(request.variable("id"));
    } catch (IllegalArgumentException e) {
      throw refused(404, "token_not_found", "there is no such token");
    }
  }

  private static ObjectNode json(ApiTokenStore.Listed token) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("id", token.id().toString()).put("name", token.name());
    json.put("suffix", token.suffix());
    token.scopes().forEach(json.putArray("scopes")::add);
    json.put("expires_at", token.expires().toString());
    json.put("last_used_at", token.lastUsed() == null ? null : token.lastUsed().toString());
    return json.put("created_at", token.made().toString());
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw refused(400, "validation_failed", words);
    }
  }

  private static Refusal refused(int status, String code, String message) {
    return Refusal.of(status, code, message, "see docs/reference/auth.md");
  }
}
