package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.testkit.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lines of PostgREST's contract that no recorded exchange holds; see docs/reference/postgrest.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContractTest {

  private static final RestSettings SETTINGS =
      new RestSettings(
          Map.of(
              "db-schemas", "app",
              "db-anon-role", "anon",
              "db-max-rows", "2",
              "db-plan-enabled", "true",
              "db-tx-end", "commit-allow-override",
              "db-config", "false",
              "app.settings.colour", "red"));

  private final TestDatabase database = TestDatabase.empty();
  private RestService service;

  @BeforeAll
  void prepare() {
    try (InputStream in = ContractTest.class.getResourceAsStream("/contract.sql")) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      database
          .admin()
          .useHandle(h -> {
            try (Statement statement = h.getConnection().createStatement()) {
              statement.execute(script);
            }
          });
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the objects of this test cannot be made", e);
    }
    service = open(SETTINGS);
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  private RestService open(RestSettings settings) {
    return RestService.open(database.database(), settings, InstantSource.system());
  }

  private RestService with(String name, String value) {
    return open(SETTINGS.and(Map.of(name, value)));
  }

  private static RestResponse send(
      RestService to, String method, String target, @Nullable String body, String... headers) {
    int question = target.indexOf('?');
    return to.handle(
        new RestRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            Headers.of(headers),
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8)));
  }

  private RestResponse get(String target, String... headers) {
    return send(service, "GET", target, null, headers);
  }

  private static String text(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "GET | /measures?select=v,places(name)&order=v | [{\"v\":5,\"places\":{\"name\":\"a\"}},{\"v\":6,\"places\":{\"name\":\"b\"}}]",
        "GET | /places?select=id,measures(v)&id=eq.1 | [{\"id\":1,\"measures\":[{\"v\":5}]}]",
        "GET | /places?select=id,passports(no)&order=id | [{\"id\":1,\"passports\":{\"no\":\"p1\"}},{\"id\":2,\"passports\":null}]",
        "GET | /passports?select=places(id,name) | [{\"places\":{\"id\":99,\"name\":\"fromafunction\"}}]",
        "POST | /rpc/fn_record | {\"a\":1,\"b\":\"x\"}",
        "GET | /rpc/fn_record | {\"a\":1,\"b\":\"x\"}",
        "GET | /rpc/fn_setting | \"red\"",
        "GET | /rpc/fn_isolation | \"serializable\"",
      })
  void answers(String method, String target, String body) {
    RestResponse answer = send(service, method, target, null);
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(text(answer)).isEqualTo(body);
  }

  @Test
  void recordsOfAnyShapeAreCounted() {
    RestResponse answer = get("/rpc/fn_records?p_n=5", "Prefer", "count=exact");
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range")).isEqualTo("0-1/5");
    assertThat(text(answer)).startsWith("[{").contains(":1,").contains(":\"x\"}");
    assertThat(text(get("/rpc/fn_place_record"))).contains("\"name\":\"b\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /measures_2026, PGRST205",
    "POST, /rpc/pr_do, PGRST202",
    "POST, /rpc/fn_trigger, PGRST202",
    "POST, /rpc/fn_two_unnamed, PGRST202",
    "GET, /places?select=count(), PGRST123",
  })
  void isNotThere(String method, String target, String code) {
    RestResponse answer = send(service, method, target, null);
    assertThat(answer.status()).isIn(400, 404);
    assertThat(text(answer)).contains(code);
  }

  @Test
  void rowsAreCutAtEveryLevelOfAReadAndNotInAWrite() {
    assertThat(text(get("/visits?select=id&order=id"))).isEqualTo("[{\"id\":1},{\"id\":2}]");
    assertThat(text(get("/places?select=id,visits(id)&id=eq.1&visits.order=id")))
        .isEqualTo("[{\"id\":1,\"visits\":[{\"id\":1},{\"id\":2}]}]");
    assertThat(text(get("/rpc/fn_places?select=id"))).isEqualTo("[{\"id\":1},{\"id\":2}]");
    RestResponse written =
        send(
            service,
            "POST",
            "/places?select=id",
            "[{\"id\":7},{\"id\":8},{\"id\":9}]",
            "Prefer",
            "return=representation, tx=rollback");
    assertThat(text(written)).isEqualTo("[{\"id\":7},{\"id\":8},{\"id\":9}]");
  }

  @Test
  void anEstimateIsExactUpToTheLimitOfRowsAndThePlannersBeyond() {
    String few = get("/places?id=lt.3", "Prefer", "count=estimated").header("Content-Range");
    assertThat(few).isEqualTo("0-1/2");
    RestResponse many = get("/visits", "Prefer", "count=estimated");
    assertThat(many.status()).isEqualTo(206);
    assertThat(many.header("Content-Range")).matches("0-1/[3-9]");
    assertThat(get("/visits", "Prefer", "count=planned").header("Content-Range"))
        .matches("0-1/[0-9]+");
  }

  @Test
  void constraintsThatWaitForTheEndAreCheckedEvenWhenNothingStays() {
    String nowhere = "{\"place_id\":99}";
    for (String prefer : List.of("tx=rollback", "tx=commit")) {
      RestResponse answer = send(service, "POST", "/visits", nowhere, "Prefer", prefer);
      assertThat(answer.status()).as(prefer).isEqualTo(409);
      assertThat(text(answer)).contains("23503");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COMMIT, tx=rollback, true, false",
    "COMMIT_ALLOW_OVERRIDE, tx=rollback, false, true",
    "COMMIT_ALLOW_OVERRIDE, return=minimal, true, false",
    "ROLLBACK, tx=commit, false, false",
    "ROLLBACK_ALLOW_OVERRIDE, tx=commit, true, true",
    "ROLLBACK_ALLOW_OVERRIDE, return=minimal, false, false",
  })
  void howATransactionEnds(TxEnd end, String prefer, boolean stays, boolean applied) {
    String name = end.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    try (RestService ending = with("db-tx-end", name)) {
      RestResponse answer =
          send(ending, "POST", "/passports", "{\"place_id\":3,\"no\":\"p3\"}", "Prefer", prefer);
      assertThat(answer.status()).isEqualTo(201);
      String told = answer.header("Preference-Applied");
      assertThat(told != null && told.contains("tx=")).isEqualTo(applied);
      assertThat(text(get("/passports?place_id=eq.3")).contains("p3")).isEqualTo(stays);
      send(service, "DELETE", "/passports?place_id=eq.3", null);
    }
  }

  @Test
  void oneUnnamedParameterTakesXml() {
    RestResponse answer = send(service, "POST", "/rpc/fn_xml", "<a/>", "Content-Type", "text/xml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("\"<a/>\"");
  }

  @Test
  void columnsPickTheArgumentsOfACall() {
    String body = "{\"a\":1,\"b\":40,\"other\":3}";
    RestResponse answer = send(service, "POST", "/rpc/fn_args?columns=a", body);
    assertThat(text(answer)).isEqualTo("3");
    assertThat(send(service, "POST", "/rpc/fn_args", body).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "+05:30, 17:30:00+05:30, true",
    "-07, 05:00:00-07:00, true",
    "+0200, 14:00:00+02:00, true",
    "+15:00, 12:00:00+00:00, false",
    "+05:60, 12:00:00+00:00, false",
  })
  void aZoneMayBeADistanceFromUtc(String zone, String time, boolean applied) {
    RestResponse answer = get("/rpc/fn_now", "Prefer", "timezone=" + zone);
    assertThat(text(answer)).isEqualTo("\"2026-05-01T" + time + "\"");
    assertThat(answer.header("Preference-Applied")).isEqualTo(applied ? "timezone=" + zone : null);
  }

  @Test
  void cachesAreToldWhatAnAnswerDependsOn() {
    for (String target : List.of("/places", "/nothing", "/rpc/fn_now", "/")) {
      assertThat(get(target).header("Vary")).as(target).isEqualTo("Accept, Prefer, Range");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/places?select=id,s:visits(id)&visits.id=eq.1 | s",
        "/places?select=id,s:visits(id)&visits.order=id | s",
        "/places?select=id,s:visits(id)&visits.limit=1 | s",
        "/places?select=id,s:visits(id)&s.id=eq.1 | -",
        "/places?select=id,visits(id),s:visits(id)&visits.id=eq.1 | -",
        "/places?select=id,visits(p:places(id))&visits.places.id=eq.1 | p",
        "/places?select=id,visits(id)&visits.id=eq.1 | -",
        "/rpc/fn_places?select=id,s:visits(id)&visits.id=eq.1 | s",
      })
  void whoNamesTheTableOfAnAliasIsWarned(String target, @Nullable String alias) {
    RestResponse answer = get(target);
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    String warning = answer.header("Warning");
    assertThat(warning == null ? null : warning.replaceAll(".*\\((.*)\\).*", "$1"))
        .isEqualTo(alias);
  }

  @Test
  void ofTwoEmbeddingsOfOneTableTheNameMeansTheOneWithoutAnAlias() {
    assertThat(text(get("/places?select=s:visits(id),visits(id)&id=eq.1&visits.id=eq.2")))
        .isEqualTo("[{\"s\":[{\"id\":1},{\"id\":2}],\"visits\":[{\"id\":2}]}]");
  }

  @ParameterizedTest
  @CsvSource({"/places?order=id", "/nothing", "/places?id=eq.x", "/rpc/fn_places"})
  void aHeadHasTheLengthOfTheAnswerItStandsFor(String target) {
    RestResponse whole = get(target);
    RestResponse head = send(service, "HEAD", target, null);
    assertThat(head.status()).isEqualTo(whole.status());
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
  }

  @Test
  void plansComeAsTextOrJsonWithTheirOptionsAndOnlyWhenSwitchedOn() {
    RestResponse plain = get("/places", "Accept", "application/vnd.pgrst.plan+text");
    assertThat(text(plain)).contains("SeqScanonplaces").doesNotContain("actualtime");
    RestResponse analysed =
        get("/places", "Accept", "application/vnd.pgrst.plan+json; options=analyze|buffers");
    assertThat(analysed.header("Content-Type"))
        .isEqualTo(
            "application/vnd.pgrst.plan+json; for=\"application/json\"; options=analyze|buffers; charset=utf-8");
    assertThat(text(analysed)).contains("\"ActualRows\"", "\"SharedHitBlocks\"");
    try (RestService without = with("db-plan-enabled", "false")) {
      assertThat(
              send(without, "GET", "/places", null, "Accept", "application/vnd.pgrst.plan+json")
                  .status())
          .isEqualTo(406);
    }
  }

  @Test
  void withoutAnAnonymousRoleThereMustBeATokenAndWithoutASecretThereIsNone() {
    RestSettings closed = new RestSettings(Map.of("db-schemas", "app", "db-config", "false"));
    try (RestService none = open(closed)) {
      RestResponse nobody = send(none, "GET", "/places", null);
      assertThat(nobody.status()).isEqualTo(401);
      assertThat(text(nobody)).contains("PGRST302");
      RestResponse token =
          send(none, "GET", "/places", null, "Authorization", "Bearer " + Tokens.of("{}"));
      assertThat(token.status()).isEqualTo(500);
      assertThat(text(token)).contains("PGRST300");
    }
  }

  @ParameterizedTest
  @CsvSource({"pg_catalog", "information_schema"})
  void theDatabasesOwnSchemasAreNotServed(String schema) {
    RestSettings settings = SETTINGS.and(Map.of("db-schemas", "app," + schema));
    assertThatThrownBy(settings::config)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(schema);
  }

  @Test
  void whoGetsNoConnectionInTimeIsToldToComeBack() throws Exception {
    DatabaseOptions one = new DatabaseOptions(1, 1, Duration.ofMillis(300), Duration.ofSeconds(12));
    Signal<Boolean> held = new Signal<>("the connection is held");
    Signal<Boolean> free = new Signal<>("the connection may go");
    try (Database narrow = Database.guest(database.url(), one);
        RestService waiting = RestService.open(narrow, SETTINGS, InstantSource.system());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> holder =
          threads.submit(() ->
              narrow.asUser(
                  Identity.ANONYMOUS,
                  handle -> {
                    held.emit(true);
                    return free.await();
                  }));
      held.await();
      RestResponse answer = send(waiting, "GET", "/places", null);
      assertThat(answer.status()).isEqualTo(504);
      assertThat(text(answer)).contains("PGRST003");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      free.emit(true);
      assertThat(holder.get()).isTrue();
      assertThat(send(waiting, "GET", "/places", null).status()).isEqualTo(200);
    }
  }
}
