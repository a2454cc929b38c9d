package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.jwk.JWKSet;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The addresses below {@code /auth/v1} at which people sign up, in and out. */
final class AccountRoutes {

  private static final List<String> SCOPES = List.of("global", "local", "others");

  private final Accounts accounts;
  private final AccountParts parts;
  private final Links links;
  private final Federation federation;
  private final Supplier<JWKSet> published;

  AccountRoutes(
      Accounts accounts,
      AccountParts parts,
      Links links,
      Federation federation,
      Supplier<JWKSet> published) {
    this.accounts = accounts;
    this.parts = parts;
    this.links = links;
    this.federation = federation;
    this.published = published;
  }

  /** Adds the routes. */
  void addTo(Router router) {
    router
        .on("GET", "/auth/v1/settings", new Handler.Public(r -> settings()))
        .on("GET", "/auth/v1/.well-known/jwks.json", new Handler.Public(r -> keys()))
        .on("POST", "/auth/v1/signup", Doors.open(this::signUp))
        .on("POST", "/auth/v1/token", Doors.open(this::token))
        .on("GET", "/auth/v1/user", Doors.user(this::readUser))
        .on("PUT", "/auth/v1/user", Doors.session(this::changeUser))
        .on("POST", "/auth/v1/logout", Doors.session(this::signOut));
  }

  private Response settings() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ObjectNode external = json.putObject("external");
    external.put("email", true).put("phone", false).put("anonymous_users", false);
    federation.names().forEach(name -> external.put(name, true));
    json.put("disable_signup", !accounts.settings().signUp());
    json.put("mailer_autoconfirm", !accounts.settings().confirmEmail());
    json.put("phone_autoconfirm", false).put("sms_provider", "");
    return Response.json(200, json);
  }

  private Response keys() {
    JsonNode keys = JsonMapper.shared().readTree(published.get().toString(true));
    return Response.json(200, keys).with("Cache-Control", "public, max-age=600");
  }

  private Response signUp(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    if (!body.has("email") && !body.has("phone")) {
      throw AuthError.ANONYMOUS_PROVIDER_DISABLED.refuse();
    }
    Client client = Client.of(request);
    String email = Addresses.email(AuthAnswers.text(body, "email"));
    String password = AuthAnswers.text(body, "password");
    ObjectNode data = AuthAnswers.object(body, "data");
    boolean confirm = accounts.settings().confirmEmail();
    if (confirm) {
      parts.guard().letter(email, client);
    } else {
      parts.guard().request(client);
    }
    Optional<ObjectNode> made = accounts.signUp(email, password, data, !confirm);
    return confirm
        ? Doors.fresh(
            Response.json(200, promised(email, data, made, Doors.back(parts.site(), request))))
        : Doors.granted(
            parts
                .sessions()
                .open(
                    id(made.orElseThrow(AuthError.USER_ALREADY_EXISTS::refuse)),
                    "password",
                    client));
  }

  /**
   * The same answer whether the address was free or is taken; its owner learns the rest by mail.
   */
  private ObjectNode promised(
      String email, ObjectNode data, Optional<ObjectNode> made, Flows.Return back) {
    if (made.isPresent()) {
      links.confirm(id(made.get()), email, back);
      return made.get();
    }
    links.warn(email);
    return Pretence.account(email, data, parts.clock().instant());
  }

  private static UUID id(ObjectNode user) {
    return UUID.fromString(user.path("id").asString());
  }

  private Response token(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    Client client = Client.of(request);
    String type = String.valueOf(request.query("grant_type"));
    return Doors.granted(
        switch (type) {
          case "password" ->
              accounts.signIn(
                  AuthAnswers.text(body, "email"), AuthAnswers.text(body, "password"), client);
          case "refresh_token" -> {
            parts.guard().renewal(client);
            yield parts.sessions().refresh(AuthAnswers.text(body, "refresh_token"));
          }
          case "pkce" -> exchange(body, client);
          case "id_token" ->
              federation.withIdToken(
                  AuthAnswers.text(body, "provider"),
                  AuthAnswers.text(body, "id_token"),
                  AuthAnswers.optional(body, "nonce"),
                  client);
          default ->
              throw AuthError.VALIDATION_FAILED.refuse(
                  "grant_type must be password, refresh_token, pkce or id_token");
        });
  }

  private Grant exchange(ObjectNode body, Client client) {
    parts.guard().request(client);
    FlowStore.Done done =
        parts
            .flows()
            .exchange(AuthAnswers.text(body, "auth_code"), AuthAnswers.text(body, "code_verifier"));
    return parts.sessions().open(done.user(), done.method(), client);
  }

  private Response readUser(Request request, Caller caller) {
    if (caller.isSession()) {
      parts.sessions().requireLive(Doors.session(caller));
    }
    return Doors.fresh(Response.json(200, accounts.user(caller.userId())));
  }

  private Response changeUser(Request request, Caller caller) {
    UUID session = Doors.session(caller);
    parts.sessions().requireLive(session);
    ObjectNode change = AuthAnswers.body(request);
    accounts.update(caller.userId(), session, change);
    String email = AuthAnswers.optional(change, "email");
    if (email != null) {
      links.change(caller.userId(), email, Doors.back(parts.site(), request), Client.of(request));
    }
    return Doors.fresh(Response.json(200, accounts.user(caller.userId())));
  }

  private Response signOut(Request request, Caller caller) {
    String scope = request.query("scope");
    if (scope != null && !SCOPES.contains(scope)) {
      throw AuthError.VALIDATION_FAILED.refuse("scope must be one of " + SCOPES);
    }
    UUID session = Doors.session(caller);
    parts.sessions().requireLive(session);
    parts.sessions().signOut(session, scope == null ? "global" : scope);
    return Response.empty(204);
  }
}
