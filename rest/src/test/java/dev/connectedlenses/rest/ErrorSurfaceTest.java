package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a public server tells of a refusal: always a remedy, never what is somebody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorSurfaceTest {

  private final Fixture fixture =
      Fixture.with(
          Fixture.config()
              .withExtensions(Extensions.ALL)
              .withLimits(RequestLimits.STRICT.withRate(Integer.MAX_VALUE)));

  @BeforeAll
  void prepare() {
    fixture
        .database()
        .admin()
        .useHandle(handle -> {
          handle.execute(
              "create table public.secrets (id int primary key, code text unique, n int not null check (n > 0))");
          handle.execute("insert into public.secrets values (1, 'hidden-value', 1)");
          handle.execute("grant insert, update on public.secrets to anon");
          handle.execute(
              "create function public.inner_fault() returns int language plpgsql as $$ begin raise"
                  + " sqlstate 'XX000' using message = 'could not open /var/lib/secret', detail ="
                  + " '/path', hint = '/hint'; end $$");
        });
    fixture.service().reload();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private static JsonNode json(RestResponse answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  /** Every recorded refusal has its code and status here too, unless it is kinder, and a hint. */
  @TestFactory
  Stream<DynamicTest> everyRefusalNamesARemedy() {
    return Exchange.all().stream()
        .filter(e -> e.expected().get("status").asInt() >= 400)
        .filter(e -> !e.request().get("method").asString().equals("HEAD"))
        .map(e ->
            DynamicTest.dynamicTest(
                e.id(),
                () -> {
                  RestResponse answer = fixture.service().handle(e.toRequest());
                  if (answer.status() >= 400) {
                    JsonNode body = json(answer);
                    assertThat(body.propertyNames())
                        .containsExactlyInAnyOrder("code", "message", "details", "hint");
                    assertThat(body.path("hint").asString("")).as("%s", body).isNotBlank();
                  }
                }));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"n\":1} | 409 | 23505 | merge-duplicates",
        "{\"id\":2,\"n\":-1} | 400 | 23514 | rule of the table",
        "{\"id\":2} | 400 | 23502 | Give the column a value",
        "{\"id\":2,\"n\":1,\"code\":\"hidden-value\"} | 409 | 23505 | Change the key",
      })
  void constraintsAreToldWithoutTheValuesOfRows(String row, int status, String code, String hint) {
    RestResponse answer = fixture.send("POST", "/secrets", row);
    assertThat(answer.status()).isEqualTo(status);
    JsonNode body = json(answer);
    assertThat(body.path("code").asString()).isEqualTo(code);
    assertThat(body.path("details").isNull()).isTrue();
    assertThat(body.path("hint").asString()).contains(hint);
    assertThat(body.toString()).doesNotContain("hidden-value", "Failing row", "already exists");
  }

  @Test
  void faultsOfTheMachineAreNotTold() {
    RestResponse answer = fixture.send("POST", "/rpc/inner_fault", "{}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .doesNotContain("/var", "/path", "/hint", "secret")
        .contains("XX000", "Try again");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "GET | /modelz | - | ai.models",
        "GET | /models?select=nam | - | models.name",
        "GET | /models?select=id,provider(name) | - | providers",
        "POST | /models | {\"nam\":1} | 'name'",
        "POST | /models | {\"qqqqqqq\":1} | id, provider_key, name",
        "GET | /models?id=foo.1 | - | grammar",
        "GET | /models?name=eq.1&id=eq.x | - | form of the column",
        "GET | /a/b/c | - | /rpc/name",
        "POST | /rpc/fn_texxt | {} | fn_text",
      })
  void hintsNameTheNearestThing(String method, String path, @Nullable String body, String nearest) {
    String schema = path.startsWith("/rpc") ? "public" : "ai";
    String profile = method.equals("GET") ? "Accept-Profile" : "Content-Profile";
    RestResponse answer = fixture.send(method, path, body, profile, schema);
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(json(answer).path("hint").asString()).contains(nearest);
  }

  /** Requests made of pieces of real ones; whatever they mean, the fault is the client's. */
  @Test
  void noInputIsAFaultOfTheServer() {
    RequestMaker maker = new RequestMaker(new Random(2026));
    int cases = "full".equals(System.getProperty("suite")) ? 200_000 : 3_000;
    for (int i = 0; i < cases; i++) {
      RestRequest request = maker.next();
      RestResponse answer = fixture.service().handle(request);
      assertThat(answer.status())
          .as(
              "%s %s?%s %s",
              request.method(), request.path(), request.rawQuery(), request.headers())
          .isLessThan(500);
    }
  }
}
