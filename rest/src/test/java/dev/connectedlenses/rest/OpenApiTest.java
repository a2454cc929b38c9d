package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.HttpSettings.OpenApiMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document at the root: what it says of a schema, to whom, and in which form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {

  private static final String NEWER = "application/vnd.oai.openapi+json";

  private final Fixture fixture = Fixture.with(config(OpenApiMode.FOLLOW_PRIVILEGES, null));

  private static RestConfig config(
      OpenApiMode mode, @org.jspecify.annotations.Nullable String spec) {
    RestConfig plain = Fixture.config();
    DbSettings db = plain.db();
    DbSettings own =
        new DbSettings(
            db.schemas(),
            db.extraSearchPath(),
            db.anonRole(),
            db.maxRows(),
            db.txEnd(),
            null,
            db.hoistedTxSettings(),
            db.appSettings(),
            spec);
    HttpSettings http =
        new HttpSettings(
            false,
            false,
            false,
            mode,
            true,
            "https://api.example.com/v1",
            List.of(),
            null,
            HttpSettings.Verbosity.VERBOSE,
            null);
    return RestConfig.of(own, plain.jwt()).withHttp(http).withExtensions(Extensions.ALL);
  }

  @BeforeAll
  void comment() {
    fixture
        .database()
        .admin()
        .useHandle(handle -> {
          handle.execute("comment on schema ai is E'The catalog\\n\\nProviders and models'");
          handle.execute(
              "create function public.root() returns json language sql stable as"
                  + " $$ select '{\"swagger\":\"2.0\",\"info\":{\"title\":\"mine\"}}'::json $$");
          handle.execute("comment on function public.fn_add is E'Adds\\n\\nTwo numbers'");
        });
    fixture.service().reload();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private JsonNode document(String schema, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Accept-Profile", schema));
    RestResponse answer = fixture.get("/", all.toArray(String[]::new));
    assertThat(answer.status()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void namesTheSchemaByItsComment() {
    JsonNode document = document("ai");
    assertThat(document.path("swagger").asString()).isEqualTo("2.0");
    assertThat(document.at("/info/title").asString()).isEqualTo("The catalog");
    assertThat(document.at("/info/description").asString()).isEqualTo("Providers and models");
    assertThat(document.path("host").asString()).isEqualTo("api.example.com");
    assertThat(document.path("basePath").asString()).isEqualTo("/v1");
    assertThat(document.at("/schemes/0").asString()).isEqualTo("https");
    assertThat(document.at("/securityDefinitions/JWT/in").asString()).isEqualTo("header");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "models, id, integer, integer",
    "models, name, string, text",
    "models, price, number, 'numeric(10,4)'",
    "models, modalities, array, text[]",
    "models, metadata, '', jsonb",
    "providers, key, string, text",
  })
  void describesColumns(String table, String column, String type, String format) {
    JsonNode property = document("ai").at("/definitions/" + table + "/properties/" + column);
    assertThat(property.path("type").asString("")).isEqualTo(type);
    assertThat(property.path("format").asString("")).isEqualTo(format);
  }

  @Test
  void marksKeysDefaultsAndRequiredColumns() {
    JsonNode models = document("ai").at("/definitions/models");
    assertThat(models.at("/properties/id/description").asString()).contains("<pk/>");
    assertThat(models.at("/properties/provider_key/description").asString())
        .contains("<fk table='providers' column='key'/>");
    assertThat(models.path("required").toString()).isEqualTo("[\"id\",\"name\",\"modalities\"]");
    JsonNode level = document("ai").at("/definitions/providers/properties/support_level");
    assertThat(level.path("default").asString()).isEqualTo("runnable");
    JsonNode lenses = document("lenses").at("/definitions/lenses/properties");
    assertThat(lenses.at("/visibility/enum").toString())
        .isEqualTo("[\"public\",\"private\",\"unlisted\"]");
    assertThat(lenses.at("/uses/default").asInt()).isZero();
  }

  @Test
  void listsOperationsOfRelationsAndFunctions() {
    JsonNode ai = document("ai");
    assertThat(ai.at("/paths/~1models").propertyNames())
        .containsExactlyInAnyOrder("get", "post", "patch", "delete");
    assertThat(ai.at("/paths/~1models/get/parameters").toString())
        .contains("#/parameters/rowFilter.models.price", "#/parameters/limit");
    JsonNode add = document("public").at("/paths/~1rpc~1fn_add");
    assertThat(add.at("/post/summary").asString()).isEqualTo("Adds");
    assertThat(add.at("/post/description").asString()).isEqualTo("Two numbers");
    assertThat(add.at("/post/parameters/0/schema/required").size()).isPositive();
    assertThat(add.at("/get/parameters/0/in").asString()).isEqualTo("query");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (String accept : List.of("application/openapi+json", NEWER)) {
      JsonNode document = document("lenses", "Accept", accept);
      document
          .findValuesAsString("$ref")
          .forEach(r -> {
            String pointer = r.substring(1);
            assertThat(document.at(pointer).isMissingNode()).as("%s", r).isFalse();
          });
    }
  }

  @Test
  void saysTheSameInTheNewerForm() {
    JsonNode newer = document("ai", "Accept", NEWER);
    assertThat(newer.path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(newer.at("/servers/0/url").asString()).isEqualTo("https://api.example.com/v1");
    assertThat(newer.path("paths").propertyNames())
        .containsExactlyElementsOf(document("ai").path("paths").propertyNames());
    assertThat(newer.at("/paths/~1models/post/requestBody/$ref").asString())
        .isEqualTo("#/components/requestBodies/body.models");
    assertThat(newer.at("/components/schemas/models/properties/id/type").asString())
        .isEqualTo("integer");
    assertThat(newer.at("/components/securitySchemes/JWT/scheme").asString()).isEqualTo("bearer");
  }

  @Test
  void leavesOutWhatTheCallerMayNotUse() {
    fixture
        .database()
        .admin()
        .useHandle(handle -> handle.execute("create table public.closed (id int primary key)"));
    fixture.service().reload();
    assertThat(document("public").path("definitions").has("closed")).isFalse();
    try (Fixture all = Fixture.with(config(OpenApiMode.IGNORE_PRIVILEGES, null))) {
      all.database()
          .admin()
          .useHandle(handle -> handle.execute("create table public.closed (id int primary key)"));
      all.service().reload();
      JsonNode document = JsonMapper.shared().readTree(all.get("/").body());
      assertThat(document.path("definitions").has("closed")).isTrue();
    }
  }

  @Test
  void canBeSwitchedOff() {
    try (Fixture off = Fixture.with(config(OpenApiMode.DISABLED, null))) {
      RestResponse answer = off.get("/");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("PGRST126");
    }
  }

  @Test
  void mayBeWrittenByAFunction() {
    try (Fixture own = Fixture.with(config(OpenApiMode.FOLLOW_PRIVILEGES, "public.root"))) {
      assertThat(own.get("/").status()).isEqualTo(404);
      own.database()
          .admin()
          .useHandle(handle ->
              handle.execute(
                  "create function public.root() returns json language sql stable as"
                      + " $$ select '{\"swagger\":\"2.0\",\"x\":1}'::json $$"));
      own.service().reload();
      RestResponse answer = own.get("/");
      assertThat(answer.header("Content-Type"))
          .isEqualTo("application/openapi+json; charset=utf-8");
      assertThat(JsonMapper.shared().readTree(answer.body()).path("x").asInt()).isEqualTo(1);
    }
  }

  @Test
  void isNoCsv() {
    RestResponse answer = fixture.get("/", "Accept", "text/csv");
    assertThat(answer.status()).isEqualTo(406);
  }
}
