package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.oidc.Registration;
import dev.connectedlenses.server.vault.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account routes on a real port with a database of their own. */
final class AccountServer implements AutoCloseable {

  static final String ISSUER = "http://localhost/auth/v1";

  final TestDatabase database = TestDatabase.create();
  final Site site = new Site(null, List.of("https://app.example/*", "myapp://back"));
  final Letterbox letters = new Letterbox();
  private final Hashing hashing;
  final AccountDoor door;
  final MasterKey master = MasterKey.fleeting(new SecureRandom());
  private final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();

  AccountServer(int attempts) throws Exception {
    this(settings(attempts));
  }

  AccountServer(AccountSettings settings) throws Exception {
    this(settings, new Hashing(new Passwords.Cost(64, 1, 1), Duration.ofSeconds(10)));
  }

  /** What a password hash costs, and how long one waits for a place. */
  record Hashing(Passwords.Cost cost, Duration patience) {}

  AccountServer(AccountSettings settings, Hashing hashing) throws Exception {
    this.hashing = hashing;
    door = another(settings, Instant::now);
    Router router = new Router(door.authenticator());
    router.on("GET", "/v1/mine", new Handler.User((r, c) -> Response.text(200, "" + c.userId())));
    router.on("POST", "/v1/mine", new Handler.User((r, c) -> Response.text(200, "changed")));
    door.addTo(router, false);
    http = HttpServer.start(HttpSettings.loopback(0), router);
    site.listensAt(uri());
  }

  /** One more process on the same database. */
  AccountDoor another(AccountSettings settings, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (Registration provider : settings.oidc()) {
      policy = policy.allowing(granted(provider.issuer()));
    }
    return new AccountDoor(
        database.database(),
        settings,
        new AccountDoor.Outside(
            new Passwords(hashing.cost(), random, hashing.patience()),
            master,
            letters,
            new OutboundClient(policy, EgressObserver.none()),
            site,
            random,
            clock,
            () -> {}));
  }

  private static EgressGrant granted(URI issuer) {
    try {
      return EgressGrant.of(issuer);
    } catch (OutboundException e) {
      throw new IllegalStateException(e);
    }
  }

  static AccountSettings settings(int attempts) {
    return settings(attempts, false, List.of());
  }

  static AccountSettings settings(int attempts, boolean confirm, List<Registration> oidc) {
    AccountSettings usual = AccountSettings.DEFAULTS;
    AccountSettings.Limits limits = usual.limits();
    return new AccountSettings(
        ISSUER,
        true,
        confirm,
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
        oidc);
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
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
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
    return URI.create("http://127.0.0.1:" + http.port());
  }

  /** An address that is led on from, and where to. */
  String follow(String path, String... headers) throws IOException, InterruptedException {
    Answer answer = send("GET", path, "", headers);
    return answer.headers().firstValue("location").orElse(answer.status() + " " + answer.body());
  }

  @Override
  public void close() {
    http.close();
    door.close();
    client.close();
    database.close();
  }
}
