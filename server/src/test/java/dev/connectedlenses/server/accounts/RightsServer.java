package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.DbSettings;
import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.HttpSettings;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.RestRoute;
import dev.connectedlenses.server.vault.Envelope;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data API with the rows of the rights matrix and a token for every persona, as people and back
 * ends really get them. Every request is rolled back.
 */
final class RightsServer implements AutoCloseable {
  static final List<String> SCHEMAS = List.of("public", "lensers", "agents", "lenses", "ai");

  /** Roles of processes, which have doors of their own: no token opens this one for them. */
  static final List<String> PROCESSES =
      List.of(
          "engine_worker",
          "engine_scheduler",
          "gateway_auth",
          "maintenance",
          "authenticator",
          "clens_owner");

  private static final boolean FULL = "full".equals(System.getProperty("suite"));

  final AccountServer accounts = new AccountServer(100_000);
  final Map<String, String> tokens = new LinkedHashMap<>();
  private final RestService rest;
  private final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param more resources with further rows
   */
  RightsServer(String... more) throws Exception {
    for (String fixture : fixtures()) {
      // the server has made a signing key of its own
      load(fixture.replaceAll("insert into auth.signing_keys[^;]*;", ""));
    }
    for (String resource : more) {
      try (var in = Objects.requireNonNull(RightsServer.class.getResourceAsStream(resource))) {
        load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    RestConfig config =
        RestConfig.of(
                DbSettings.of(SCHEMAS, "anon").withTxEnd(DbSettings.TxEnd.ROLLBACK),
                accounts.door.jwt())
            .withHttp(HttpSettings.DEFAULTS)
            .withLimits(RequestLimits.STRICT)
            .withExtensions(Extensions.ALL);
    rest = RestService.open(accounts.database.database(), config, accounts.door.verifier());
    RestRoute route =
        new RestRoute(
            rest::handle, accounts.door.passports(function -> true, 6_000)::forDataApi, () -> {});
    Router router =
        new Router(accounts.door.authenticator())
            .on("ANY", "/rest/v1/*", new Handler.SelfChecking(route::answer));
    http = HttpServer.start(dev.connectedlenses.server.http.HttpSettings.loopback(0), router);
    for (int person = 1; person <= RightsProbe.PEOPLE.size(); person++) {
      tokens.put(RightsProbe.PEOPLE.get(person - 1), token(person));
    }
    tokens.put("anon", "");
    tokens.put("service_role", accounts.door.serviceKey());
    for (String role : PROCESSES) {
      tokens.put(role, signedFor(role));
    }
  }

  /**
   * Whose rights are tried for each row: all with a token, in the quick suite those most unlike.
   */
  List<String> people() {
    return FULL
        ? tokens.keySet().stream().filter(persona -> !PROCESSES.contains(persona)).toList()
        : List.of("owner", "revoked", "stranger", "anon");
  }

  private void load(String rows) {
    accounts.database.admin().useTransaction(h -> h.createScript(rows).execute());
  }

  TestDatabase database() {
    return accounts.database;
  }

  URI uri() {
    return http.uri();
  }

  HttpResponse<String> send(HttpRequest.Builder request, String persona)
      throws IOException, InterruptedException {
    String token = tokens.getOrDefault(persona, "");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String token(int person) throws Exception {
    UUID user = user(person);
    String link = accounts.door.signInToken(user, Duration.ofMinutes(5));
    AccountServer.Answer session =
        accounts.post("/auth/v1/verify", "{'type':'magiclink','token':'" + link + "'}");
    assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
    return session.text("access_token");
  }

  private static UUID user(int person) {
    return UUID.fromString("a0000000-0000-7000-8000-%012d".formatted(person));
  }

  /**
   * What somebody with the server's own signing key could write: the owner's token as a process.
   */
  private String signedFor(String role) throws JOSEException {
    SecureRandom random = new SecureRandom();
    ECKey key =
        new SigningKeys(
                new KeyStore(new AuthDatabase(accounts.database.database())),
                new Envelope(accounts.master, random),
                random,
                Instant::now,
                Duration.ofHours(1))
            .ring()
            .signing();
    ObjectNode owner = JsonMapper.shared().createObjectNode().put("id", user(1).toString());
    Instant now = Instant.now();
    ObjectNode claims =
        AccessTokens.claims(AccountServer.ISSUER, owner, now, now.plusSeconds(3600));
    claims.put("role", role).put("session_id", UUID.randomUUID().toString());
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
    return AccessTokens.sign(header, claims, new ECDSASigner(key));
  }

  /** The rows on which rights are tried, from the tests of the database. */
  private static List<String> fixtures() throws IOException, URISyntaxException {
    URI folder = Objects.requireNonNull(RightsServer.class.getResource("/rights/fixture")).toURI();
    if (!folder.getScheme().equals("jar")) {
      return texts(Path.of(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      return texts(jar.getPath("/rights/fixture"));
    }
  }

  private static List<String> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  @Override
  public void close() {
    http.close();
    rest.close();
    accounts.close();
    client.close();
  }
}
