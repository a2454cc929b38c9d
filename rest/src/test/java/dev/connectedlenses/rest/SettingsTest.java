package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Keeping;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.rest.HttpSettings.OpenApiMode;
import dev.connectedlenses.rest.HttpSettings.Verbosity;
import dev.connectedlenses.rest.auth.JwtSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings by PostgREST's names, from wherever they are written. */
final class SettingsTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @Test
  void namesMayBeWrittenInEveryWay() {
    RestSettings settings =
        RestSettings.environment(
            Map.of("PGRST_DB_SCHEMAS", " a , b ", "PGRST_APP_SETTINGS_KEY", "v", "PATH", "/bin"));
    RestConfig config =
        settings.and(Map.of("db-max-rows", "5", "openapi.mode", "disabled")).config();
    assertThat(config.db().schemas()).containsExactly("a", "b");
    assertThat(config.db().appSettings()).containsExactly(Map.entry("key", "v"));
    assertThat(config.db().maxRows()).isEqualTo(5);
    assertThat(config.http().openApi()).isEqualTo(OpenApiMode.DISABLED);
  }

  @Test
  void aFileHasOneSettingALine() {
    RestSettings settings =
        RestSettings.file(
            """
            # what is served
            db-schemas = "a, b"
            db-max-rows = 5   # few

            app.settings.word = "a \\"quoted\\" # word"
            jwt-aud="lenses"
            """);
    assertThat(settings.config().db().schemas()).containsExactly("a", "b");
    assertThat(settings.config().db().maxRows()).isEqualTo(5);
    assertThat(settings.text("jwt_aud")).isEqualTo("lenses");
    assertThat(settings.config().db().appSettings())
        .containsExactly(Map.entry("word", "a \"quoted\" # word"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"db-schemas", "= 5", "a = \"b", "a = b c", "a = \"b\" c", "1 = 2"})
  void linesThatAreNoSettingsAreNamed(String line) {
    assertThatThrownBy(() -> RestSettings.file("db-max-rows = 1\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("write name");
  }

  @Test
  void whatIsNotSetIsAsInPostgrest() {
    RestConfig config = RestSettings.NONE.config();
    assertThat(config)
        .isEqualTo(
            RestConfig.of(DbSettings.of(List.of("public"), null), config.jwt())
                .withHttp(HttpSettings.DEFAULTS.with(Verbosity.VERBOSE, config.http().server())));
    assertThat(config.jwt().keys()).isEmpty();
    assertThat(config.jwt().roleClaim()).isEqualTo(".role");
  }

  @Test
  void conformanceTakesTheSettingsOfTheRecording() {
    assertThat(RestSettings.CONFORMANCE.config().db()).isEqualTo(Fixture.config().db());
    HttpSettings http = RestSettings.CONFORMANCE.config().http();
    assertThat(http).isEqualTo(Fixture.config().http().with(Verbosity.VERBOSE, http.server()));
    assertThat(RestSettings.CONFORMANCE.readsDatabase()).isFalse();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "db-max-rows, many, a whole number",
    "db-plan-enabled, perhaps, true or false",
    "db-tx-end, later, rollback",
    "openapi-mode, half, ignore-privileges",
    "jwt-secret, short, 32 random bytes",
    "client-error-verbosity, loud, verbose or minimal",
  })
  void saysWhatIsWrongAndWhatToWrite(String name, String value, String remedy) {
    assertThatThrownBy(() -> new RestSettings(Map.of(name, value)).config())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy);
  }

  @Test
  void thePoolIsPostgrestsUnlessToldOtherwise() {
    PoolSettings usual = RestSettings.NONE.pool();
    assertThat(usual.connections()).isEqualTo(10);
    assertThat(usual.patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(usual.keeping())
        .isEqualTo(new Keeping(Duration.ofSeconds(1800), Duration.ofSeconds(30), true));
    assertThat(usual.recovers()).isTrue();
    assertThat(usual.listens()).isTrue();
    PoolSettings own =
        RestSettings.file(
                """
                db-pool = 3
                db-pool-acquisition-timeout = 4
                db-pool-max-lifetime = 500
                db-pool-max-idletime = 60
                db-pool-automatic-recovery = false
                db-channel-enabled = false
                db-prepared-statements = false
                """)
            .pool();
    assertThat(own)
        .isEqualTo(
            new PoolSettings(
                3,
                Duration.ofSeconds(4),
                new Keeping(Duration.ofSeconds(500), Duration.ofSeconds(60), false),
                false,
                false));
    assertThat(own.options().gatewayConnections()).isEqualTo(3);
    assertThat(own.options().waitForConnection()).isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @CsvSource({"db-pool, 0", "db-pool, -1", "db-pool-max-lifetime, long"})
  void sizesOfThePoolAreCounts(String name, String value) {
    assertThatThrownBy(() -> new RestSettings(Map.of(name, value)).pool())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("a whole number");
  }

  @Test
  void whatMeansNothingIsNamed() {
    RestSettings settings =
        new RestSettings(
            Map.of("db-schema", "a", "log_level", "info", "app.settings.x", "1", "db-pool", "2"));
    assertThat(settings.unknown()).containsExactly("db-schema", "log-level");
    assertThat(RestSettings.CONFORMANCE.unknown()).isEmpty();
    assertThat(new RestSettings(Map.of("jwt-secret-is-base64", "true")).unknown()).isEmpty();
  }

  @Test
  void tokensAreNotRememberedForNoTime() {
    assertThat(
            new RestSettings(Map.of("jwt-cache-max-lifetime", "0")).config().jwt().cacheEntries())
        .isZero();
    assertThat(
            new RestSettings(Map.of("jwt-cache-max-lifetime", "60")).config().jwt().cacheEntries())
        .isEqualTo(JwtSettings.REMEMBERED);
    assertThat(new RestSettings(Map.of("jwt-cache-max-entries", "7")).config().jwt().cacheEntries())
        .isEqualTo(7);
  }

  @Test
  void whoServesIsSaidToClientsOfPostgrestOnly() {
    HttpSettings http = RestSettings.NONE.config().http();
    assertThat(http.server()).startsWith("postgrest/14.");
    assertThat(HttpSettings.DEFAULTS.server()).isNull();
    try (Fixture open = Fixture.with(Fixture.config().withHttp(http));
        Fixture discreet = Fixture.conformance()) {
      for (String path : List.of("/models?limit=1", "/nothing", "/a/b", "/")) {
        assertThat(open.get(path).header("Server")).as(path).isEqualTo(http.server());
        assertThat(discreet.get(path).header("Server")).as(path).isNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing, PGRST205",
    "/a/b, PGRST125",
    "/models?x=eq.1, 42703",
    "/models?limit=-1, PGRST103",
  })
  void refusalsMaySayAsLittleAsPossible(String path, String code) {
    HttpSettings http =
        new RestSettings(Map.of("client-error-verbosity", "minimal")).config().http();
    try (Fixture fixture = Fixture.with(Fixture.config().withHttp(http))) {
      JsonNode body = JsonMapper.shared().readTree(body(fixture.get(path, "Accept-Profile", "ai")));
      assertThat(body.propertyNames()).containsExactlyInAnyOrder("code", "message");
      assertThat(body.path("code").asString("")).isEqualTo(code);
      assertThat(fixture.get(path, "Accept-Profile", "ai").header("Proxy-Status"))
          .endsWith("error=" + code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "commit, COMMIT",
    "commit-allow-override, COMMIT_ALLOW_OVERRIDE",
    "rollback, ROLLBACK",
    "rollback-allow-override, ROLLBACK_ALLOW_OVERRIDE",
  })
  void endsOfTransactions(String text, TxEnd end) {
    assertThat(new RestSettings(Map.of("db-tx-end", text)).config().db().txEnd()).isEqualTo(end);
  }

  @Test
  void secretsMayBeTextBase64OrKeys() {
    RestConfig plain = new RestSettings(Map.of("jwt-secret", SECRET)).config();
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    RestConfig base64 =
        new RestSettings(Map.of("jwt-secret", encoded, "jwt-secret-is-base64", "true")).config();
    RestConfig key =
        new RestSettings(Map.of("jwt-secret", "{\"kty\":\"oct\",\"k\":\"%s\"}".formatted(encoded)))
            .config();
    for (RestConfig config : List.of(base64, key)) {
      assertThat(config.jwt().keys().getFirst().jwk().toOctetSequenceKey().toByteArray())
          .isEqualTo(plain.jwt().keys().getFirst().jwk().toOctetSequenceKey().toByteArray());
    }
  }

  @Test
  void theDatabaseWinsAndItsOwnEntryWinsOverItsRoles() {
    try (TestDatabase test = TestDatabase.empty()) {
      String role = test.url().database() + "_login";
      test.admin()
          .useHandle(handle -> {
            handle.execute("create role " + role + " login noinherit password 'x'");
            handle.execute("grant anon to " + role);
            handle.execute("create schema one");
            handle.execute("create table one.things (id int primary key)");
            handle.execute("grant usage on schema one to anon");
            handle.execute("grant select on one.things to anon");
            handle.execute("alter role " + role + " set pgrst.db_schemas = 'nowhere'");
            handle.execute(
                "alter role "
                    + role
                    + " in database "
                    + test.url().database()
                    + " set pgrst.db_schemas = 'one'");
            handle.execute("alter role " + role + " set pgrst.db_anon_role = 'anon'");
            handle.execute(
                "create function public.configure() returns void language sql as"
                    + " $$ select set_config('pgrst.db_max_rows', '1', true) $$");
            handle.execute("insert into one.things values (1), (2)");
          });
      ServerUrl login = test.url().as(role, "x");
      RestSettings settings = new RestSettings(Map.of("db-pre-config", "public.configure"));
      try (Database database =
              Database.guest(login, DatabaseOptions.defaults().withConnections(2, 1));
          RestService service = RestService.open(database, settings, InstantSource.system())) {
        assertThat(body(service.handle(RestRequest.of("GET", "/things", "order=id"))))
            .isEqualTo("[{\"id\":1}]");
        test.admin()
            .useHandle(h ->
                h.execute(
                    "alter role "
                        + role
                        + " in database "
                        + test.url().database()
                        + " set pgrst.db_anon_role = 'nobody'"));
        service.reload();
        assertThat(service.handle(RestRequest.of("GET", "/things", "order=id")).status())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void timingAndTraceAreAnsweredWhenAskedFor() {
    RestConfig plain = Fixture.config();
    HttpSettings http =
        new RestSettings(Map.of("server-timing-enabled", "on", "server-trace-header", "X-Trace"))
            .config()
            .http();
    try (Fixture fixture = Fixture.with(plain.withHttp(http))) {
      RestResponse answer = fixture.get("/models?limit=1", "Accept-Profile", "ai", "x-trace", "t1");
      assertThat(answer.header("X-Trace")).isEqualTo("t1");
      assertThat(answer.header("Server-Timing"))
          .matches(
              "jwt;dur=\\d+\\.\\d, parse;dur=\\d+\\.\\d, plan;dur=\\d+\\.\\d, transaction;dur=\\d+\\.\\d, response;dur=\\d+\\.\\d");
      assertThat(fixture.get("/nothing", "X-Trace", "t2").header("X-Trace")).isEqualTo("t2");
      assertThat(fixture.get("/models", "Accept-Profile", "ai").header("X-Trace")).isNull();
    }
  }

  private static String body(RestResponse response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
