package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rights matrix once more, over HTTP: every table, view and function, with the tokens that
 * people and back ends really get, against the same reviewed files as {@code RightsMatrixTest}.
 * Every request is rolled back.
 */
class HttpRightsTest {
  private static final List<String> SCHEMAS =
      List.of("public", "lensers", "agents", "lenses", "ai");
  private static final List<String> PEOPLE = RightsProbe.PEOPLE;

  private static AccountServer accounts;
  private static RestService rest;
  private static HttpServer http;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    accounts = new AccountServer(100_000);
    for (String fixture : fixtures()) {
      // the server has made a signing key of its own
      String rows = fixture.replaceAll("insert into auth.signing_keys[^;]*;", "");
      accounts.database.admin().useTransaction(h -> h.createScript(rows).execute());
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
    for (int person = 1; person <= PEOPLE.size(); person++) {
      TOKENS.put(PEOPLE.get(person - 1), token(person));
    }
    TOKENS.put("anon", "");
    TOKENS.put("service_role", accounts.door.serviceKey());
  }

  @AfterAll
  static void stop() {
    http.close();
    rest.close();
    accounts.close();
    CLIENT.close();
  }

  private static String token(int person) throws Exception {
    UUID user = UUID.fromString("a0000000-0000-7000-8000-%012d".formatted(person));
    String link = accounts.door.signInToken(user, Duration.ofMinutes(5));
    AccountServer.Answer session =
        accounts.post("/auth/v1/verify", "{'type':'magiclink','token':'" + link + "'}");
    assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
    return session.text("access_token");
  }

  /** The rows on which rights are tried, from the tests of the database. */
  private static List<String> fixtures() throws IOException, URISyntaxException {
    URI folder =
        Objects.requireNonNull(HttpRightsTest.class.getResource("/rights/fixture")).toURI();
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

  @Test
  void everyPersonaCanDoOverHttpWhatWasReviewedForTheDatabase() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    int cells = 0;
    for (ReviewedTable table : ReviewedTable.all(SCHEMAS)) {
      RightsProbe.Relation relation = RightsProbe.Relation.read(table, accounts.database);
      for (String persona : TOKENS.keySet()) {
        String wanted = table.rights(persona);
        String found =
            new RightsProbe(relation, persona, http.uri(), HttpRightsTest::send).run(wanted);
        cells++;
        if (!found.equals(wanted)) {
          wrong.put(
              table.schema + "." + table.name + " " + persona,
              "reviewed: " + wanted + "; over HTTP: " + found);
        }
      }
    }
    assertThat(cells).isGreaterThan(300);
    assertThat(wrong).isEmpty();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String persona)
      throws IOException, InterruptedException {
    String token = TOKENS.getOrDefault(persona, "");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void functionsAreCalledByThoseWhoMayAndRefusedToAllOthers() throws Exception {
    List<String> lines =
        ReviewedTable.lines("public").stream()
            .filter(line -> line.startsWith("function fn_"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(150);
    for (String line : lines) {
      String name = line.substring("function ".length(), line.indexOf('('));
      String callers = line.substring(line.lastIndexOf("): ") + 3);
      for (String persona : List.of("anon", "stranger", "service_role")) {
        String role = PEOPLE.contains(persona) ? "authenticated" : persona;
        HttpResponse<String> answer = call(name, persona);
        boolean may = List.of(callers.split(", ", -1)).contains(role);
        assertThat(answer.body().contains("permission denied for function"))
            .as("%s as %s: %d %s", name, persona, answer.statusCode(), answer.body())
            .isEqualTo(!may);
        assertThat(answer.statusCode())
            .as("%s as %s: %s", name, persona, answer.body())
            .isLessThan(500);
      }
    }
  }

  private static HttpResponse<String> call(String name, String persona) throws Exception {
    ObjectNode arguments = JsonMapper.shared().createObjectNode();
    accounts
        .database
        .admin()
        .useHandle(h ->
            h.createQuery(
                    "select unnest(p.proargnames[1 : p.pronargs]) from pg_proc p where p.proname = ? and p.pronamespace = 'public'::regnamespace")
                .bind(0, name)
                .mapTo(String.class)
                .forEach(arguments::putNull));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(http.uri().resolve("/rest/v1/rpc/" + name))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(arguments.toString()));
    return send(request, persona);
  }

  @Test
  void schemasThatAreNotForTheApiAreNotThere() throws Exception {
    for (String schema : List.of("auth", "engine", "audit", "migration", "pg_catalog")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(http.uri().resolve("/rest/v1/users"))
              .header("Accept-Profile", schema)
              .GET();
      HttpResponse<String> answer = send(request, "service_role");
      assertThat(answer.statusCode()).as(schema).isEqualTo(406);
      assertThat(answer.body()).contains("PGRST106");
    }
  }

  @Test
  void aRevokedOwnerIsOutWithTheNextRequest() throws Exception {
    HttpRequest.Builder mine =
        HttpRequest.newBuilder(http.uri().resolve("/rest/v1/teams?select=id"))
            .header("Accept-Profile", "agents");
    String before = send(mine.copy().GET(), "co_owner").body();
    assertThat(before).startsWith("[{");
    accounts
        .database
        .admin()
        .useHandle(h ->
            h.execute(
                "update agents.ownerships set revoked_at = now() where owner_lenser_id = 'b0000000-0000-7000-8000-000000000002'"));
    try {
      assertThat(send(mine.copy().GET(), "co_owner").body().length()).isLessThan(before.length());
    } finally {
      accounts
          .database
          .admin()
          .useHandle(h ->
              h.execute(
                  "update agents.ownerships set revoked_at = null where owner_lenser_id = 'b0000000-0000-7000-8000-000000000002'"));
    }
  }
}
