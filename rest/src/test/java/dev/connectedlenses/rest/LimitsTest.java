package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.auth.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit of a request, just below and just over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsTest {

  private final Fixture fixture = Fixture.with(Fixture.config().withLimits(RequestLimits.STRICT));

  @AfterAll
  void close() {
    fixture.close();
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of("columns", "select=" + repeat("id", 200), "select=" + repeat("id", 201)),
        Arguments.of(
            "embeds",
            "select=" + repeat("providers(name)", 12),
            "select=" + repeat("providers(name)", 13)),
        Arguments.of("depth", "select=" + nested(5), "select=" + nested(6)),
        Arguments.of("order", "order=" + repeat("id", 10), "order=" + repeat("id", 11)),
        Arguments.of(
            "items", "id=in.(" + repeat("1", 1000) + ")", "id=in.(" + repeat("1", 1001) + ")"),
        Arguments.of("filters", filters(50), filters(51)),
        Arguments.of("logic", logic(10), logic(11)),
        Arguments.of("query", "name=eq." + "x".repeat(8184), "name=eq." + "x".repeat(8185)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void admitsUpToTheLimitAndNoMore(String name, String below, String over) {
    assertThat(status(below)).as("just below").isEqualTo(200);
    assertThat(status(over)).as("just over").isIn(400, 414);
  }

  @ParameterizedTest
  @CsvSource({"1048576, 400, PGRST204", "1048577, 413, PGRST102"})
  void bodiesAreTakenUpToTheLimit(int bytes, int status, String code) {
    String frame = "{\"nothing\":\"\"}";
    String body = "{\"nothing\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
    RestResponse answer = fixture.send("POST", "/models", body, "Content-Profile", "ai");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"64, 400, PGRST204", "65, 400, PGRST102"})
  void bodiesNestUpToTheLimit(int depth, int status, String code) {
    String body = "{\"nothing\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    RestResponse answer = fixture.send("POST", "/models", body, "Content-Profile", "ai");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"100, PGRST204", "101, PGRST102"})
  void numbersHaveSoManyDigits(int digits, String code) {
    for (String number : List.of("9".repeat(digits), "0." + "9".repeat(digits - 2))) {
      RestResponse answer =
          fixture.send("POST", "/models", "{\"nothing\":" + number + "}", "Content-Profile", "ai");
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(code);
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  /** Two braces, a name, two brackets, and the elements. */
  @ParameterizedTest
  @CsvSource({"99995, PGRST204", "99996, PGRST102"})
  void bodiesHaveSoManyTokens(int elements, String code) {
    String body = "{\"nothing\":[" + repeat("1", elements) + "]}";
    RestResponse answer = fixture.send("POST", "/models", body, "Content-Profile", "ai");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(code);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void rowsAreCutAtTheLimitOfRows() {
    RestConfig config =
        RestConfig.of(Fixture.config().db().withMaxRows(2L), Fixture.config().jwt());
    try (RestService cut =
        RestService.open(
            fixture.database().database(),
            config,
            new TokenVerifier(config.jwt(), InstantSource.system()))) {
      RestRequest all =
          new RestRequest("GET", "/models", null, Headers.of("Accept-Profile", "ai"), new byte[0]);
      assertThat(cut.handle(all).header("Content-Range")).isEqualTo("0-1/*");
      RestRequest one =
          new RestRequest(
              "GET", "/models", "limit=1", Headers.of("Accept-Profile", "ai"), new byte[0]);
      assertThat(cut.handle(one).header("Content-Range")).isEqualTo("0-0/*");
    }
  }

  private RestService served(RestConfig config) {
    return RestService.open(
        fixture.database().database(),
        config,
        new TokenVerifier(config.jwt(), InstantSource.system()));
  }

  private static RestResponse ask(RestService service, String query, String... headers) {
    return service.handle(
        new RestRequest("GET", "/models", query, Headers.of(headers), new byte[0]));
  }

  private static RestRequest write(String method, String query, String body) {
    return new RestRequest(
        method,
        "/members",
        query,
        Headers.of(
            "Content-Profile",
            "agents",
            "Prefer",
            "return=representation",
            "Authorization",
            "Bearer " + Tokens.of("{\"role\":\"service_role\"}")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** To the byte, and inside the statement: a change whose answer is too large does not happen. */
  @Test
  void answersAreTakenUpToTheLimitOfBytes() {
    RestConfig config = Fixture.config();
    int bytes = fixture.get("/models", "Accept-Profile", "ai").body().length;
    Guests guests = Guests.LIKE_OTHERS;
    try (RestService enough = served(config.withLimits(RequestLimits.STRICT.with(bytes, guests)));
        RestService oneLess =
            served(config.withLimits(RequestLimits.STRICT.with(bytes - 1, guests)))) {
      assertThat(ask(enough, "select=*", "Accept-Profile", "ai").status()).isEqualTo(200);
      RestResponse over = ask(oneLess, "select=*", "Accept-Profile", "ai");
      assertThat(over.status()).isEqualTo(400);
      assertThat(new String(over.body(), StandardCharsets.UTF_8))
          .contains("\"54000\"", "would have %d bytes".formatted(bytes));
      assertThat(ask(oneLess, "limit=1", "Accept-Profile", "ai").status()).isEqualTo(200);
    }
  }

  @Test
  void aChangeWhoseAnswerIsTooLargeDoesNotHappen() {
    RestConfig config = Fixture.config();
    try (RestService service =
        served(config.withLimits(RequestLimits.STRICT.with(10, Guests.LIKE_OTHERS)))) {
      RestResponse answer = service.handle(write("PATCH", "id=not.is.null", "{}"));
      assertThat(answer.status()).as("nothing to change").isEqualTo(200);
      String nicks = nicks();
      RestResponse over =
          service.handle(write("PATCH", "id=not.is.null", "{\"nick\":\"another\"}"));
      assertThat(over.status()).isEqualTo(400);
      assertThat(new String(over.body(), StandardCharsets.UTF_8)).contains("\"54000\"");
      assertThat(nicks()).isEqualTo(nicks);
    }
  }

  private String nicks() {
    return fixture
        .database()
        .admin()
        .withHandle(h ->
            h.createQuery("select string_agg(nick, ',' order by id) from agents.members")
                .mapTo(String.class)
                .one());
  }

  @ParameterizedTest
  @CsvSource({
    "name=match.x, 400",
    "name=imatch.x, 400",
    "name=not.match.x, 400",
    "'or=(id.eq.1,name.match(any).{a,b})', 400",
    "'and=(or(id.eq.1,not.and(name.imatch.x)))', 400",
    "'select=id,providers(name)&providers.name=match.x', 400",
    "name=like.x*, 200",
    "name=ilike.x*, 200",
    "'or=(id.eq.1,name.like(any).{a,b})', 200"
  })
  void guestsMatchNoRegularExpressions(String query, int status) {
    assertThat(status(query)).isEqualTo(status);
    String token = Tokens.of("{\"role\":\"service_role\"}");
    assertThat(
            fixture
                .get("/models?" + query, "Accept-Profile", "ai", "Authorization", "Bearer " + token)
                .status())
        .as("somebody who has signed in")
        .isEqualTo(200);
  }

  @Test
  void saysWhatWasTooMuch() {
    RestResponse answer = fixture.get("/models?order=" + repeat("id", 11), "Accept-Profile", "ai");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("Too many order terms", "has 11", "admits 10");
  }

  private int status(String query) {
    return fixture.get("/models?" + query, "Accept-Profile", "ai").status();
  }

  private static String repeat(String text, int times) {
    return String.join(",", Collections.nCopies(times, text));
  }

  private static String nested(int depth) {
    String text = "id";
    for (int i = depth; i > 0; i--) {
      text =
          (i % 2 == 1 ? "providers(" : "models(")
              + (text.equals("id") && i % 2 == 1 ? "key" : text)
              + ")";
    }
    return text;
  }

  private static String filters(int count) {
    return String.join("&", Collections.nCopies(count, "id=gt.0"));
  }

  private static String logic(int depth) {
    return "and=(" + "and(".repeat(depth - 1) + "id.gt.0" + ")".repeat(depth);
  }
}
