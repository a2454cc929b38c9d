package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account routes on a real port with a database of their own. */
final class AccountServer implements AutoCloseable {

  static final String ISSUER = "http://localhost/auth/v1";

  final TestDatabase database = TestDatabase.create();
  final Accounts accounts;
  private final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();

  AccountServer(int attempts) throws Exception {
    SecureRandom random = new SecureRandom();
    accounts =
        new Accounts(
            database.database(),
            settings(attempts),
            new Passwords(new Passwords.Cost(64, 1, 1), random, Duration.ofSeconds(10)),
            random,
            Instant::now);
    TokenVerifier verifier = new TokenVerifier(accounts.jwt(), Instant::now);
    Router router = new Router(new TokenAuthenticator(verifier));
    router.on("GET", "/v1/mine", new Handler.User((r, c) -> Response.text(200, "" + c.userId())));
    new AccountRoutes(accounts).addTo(router);
    new WebSessions(accounts, false).addTo(router);
    http = HttpServer.start(HttpSettings.loopback(0), router);
  }

  private static AccountSettings settings(int attempts) {
    AccountSettings usual = AccountSettings.DEFAULTS;
    AccountSettings.Limits limits = usual.limits();
    return new AccountSettings(
        ISSUER,
        true,
        false,
        List.of(),
        new AccountSettings.Limits(
            attempts,
            10_000,
            10_000,
            limits.sessions(),
            limits.accessLife(),
            limits.refreshLife(),
            limits.sessionLife()),
        usual.keys(),
        null,
        List.of());
  }

  /** An answer with its headers and JSON body. */
  record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body) {
    String text(String name) {
      return body.path(name).asString("");
    }
  }

  Answer send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + http.port() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var answer = client.send(request.build(), BodyHandlers.ofString());
    JsonNode json =
        answer.body().startsWith("{")
            ? JsonMapper.shared().readTree(answer.body())
            : JsonMapper.shared().createObjectNode().put("text", answer.body());
    return new Answer(answer.statusCode(), answer.headers(), json);
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body.replace('\'', '"'));
  }

  Answer signUp(String email) throws IOException, InterruptedException {
    return post("/auth/v1/signup", "{'email':'%s','password':'correct horse'}".formatted(email));
  }

  Answer signIn(String email, String password) throws IOException, InterruptedException {
    return post(
        "/auth/v1/token?grant_type=password",
        "{'email':'%s','password':'%s'}".formatted(email, password));
  }

  Answer refresh(String token) throws IOException, InterruptedException {
    return post("/auth/v1/token?grant_type=refresh_token", "{'refresh_token':'" + token + "'}");
  }

  Answer user(String accessToken) throws IOException, InterruptedException {
    return send("GET", "/auth/v1/user", "", "Authorization", "Bearer " + accessToken);
  }

  URI uri() {
    return URI.create("http://localhost:" + http.port());
  }

  @Override
  public void close() {
    http.close();
    client.close();
    database.close();
  }
}
