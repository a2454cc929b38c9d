package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Handler.Action;
import dev.connectedlenses.server.http.Handler.UserAction;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The addresses below {@code /auth/v1}. */
public final class AccountRoutes {

  private static final List<String> SCOPES = List.of("global", "local", "others");

  private final Accounts accounts;

  public AccountRoutes(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", "/auth/v1/settings", new Handler.Public(r -> settings()))
        .on("GET", "/auth/v1/.well-known/jwks.json", new Handler.Public(r -> keys()))
        .on("POST", "/auth/v1/signup", open(this::signUp))
        .on("POST", "/auth/v1/token", open(this::token))
        .on("POST", "/auth/v1/verify", open(this::verify))
        .on("GET", "/auth/v1/user", user(this::readUser))
        .on("PUT", "/auth/v1/user", user(this::changeUser))
        .on("POST", "/auth/v1/logout", user(this::signOut));
  }

  private static Handler open(Action action) {
    return new Handler.Public(request -> {
      try {
        return action.answer(request);
      } catch (AuthError.Refused refused) {
        return AuthAnswers.refusal(request, refused);
      }
    });
  }

  private static Handler user(UserAction action) {
    return new Handler.User((request, caller) -> {
      try {
        return action.answer(request, caller);
      } catch (AuthError.Refused refused) {
        return AuthAnswers.refusal(request, refused);
      }
    });
  }

  private Response settings() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.putObject("external").put("email", true).put("phone", false).put("anonymous_users", false);
    json.put("disable_signup", !accounts.settings().signUp());
    json.put("mailer_autoconfirm", true).put("phone_autoconfirm", false).put("sms_provider", "");
    return Response.json(200, json);
  }

  private Response keys() {
    JsonNode keys = JsonMapper.shared().readTree(accounts.published().toString(true));
    return Response.json(200, keys).with("Cache-Control", "public, max-age=600");
  }

  private Response signUp(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    JsonNode data = body.path("data");
    return granted(
        accounts.signUp(
            AuthAnswers.text(body, "email"),
            AuthAnswers.text(body, "password"),
            data.isObject() ? data : JsonMapper.shared().createObjectNode(),
            Client.of(request)));
  }

  private Response token(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    Client client = Client.of(request);
    String type = String.valueOf(request.query("grant_type"));
    return granted(
        switch (type) {
          case "password" ->
              accounts.signIn(
                  AuthAnswers.text(body, "email"), AuthAnswers.text(body, "password"), client);
          case "refresh_token" -> accounts.refresh(AuthAnswers.text(body, "refresh_token"), client);
          default ->
              throw AuthError.VALIDATION_FAILED.refuse(
                  "grant_type must be password or refresh_token");
        });
  }

  private Response verify(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    String type = AuthAnswers.text(body, "type");
    if (!type.equals("magiclink") && !type.equals("email")) {
      throw AuthError.VALIDATION_FAILED.refuse("\"type\" must be magiclink");
    }
    String name = body.has("token_hash") ? "token_hash" : "token";
    return granted(accounts.spend(AuthAnswers.text(body, name), Client.of(request)));
  }

  private Response readUser(Request request, Caller caller) {
    accounts.requireLive(session(caller));
    return fresh(Response.json(200, accounts.user(caller.userId())));
  }

  private Response changeUser(Request request, Caller caller) {
    UUID session = session(caller);
    accounts.requireLive(session);
    ObjectNode change = AuthAnswers.body(request);
    return fresh(Response.json(200, accounts.update(caller.userId(), session, change)));
  }

  private Response signOut(Request request, Caller caller) {
    String scope = request.query("scope");
    if (scope != null && !SCOPES.contains(scope)) {
      throw AuthError.VALIDATION_FAILED.refuse("scope must be one of " + SCOPES);
    }
    UUID session = session(caller);
    accounts.requireLive(session);
    accounts.signOut(session, scope == null ? "global" : scope);
    return Response.empty(204);
  }

  private static UUID session(Caller caller) {
    try {
      return UUID.fromString(caller.claims().path("session_id").asString(""));
    } catch (IllegalArgumentException e) {
      throw AuthError.SESSION_NOT_FOUND.refuse();
    }
  }

  private static Response granted(Grant grant) {
    return fresh(Response.json(200, grant.json()));
  }

  private static Response fresh(Response response) {
    return response.with("Cache-Control", "no-store");
  }
}
