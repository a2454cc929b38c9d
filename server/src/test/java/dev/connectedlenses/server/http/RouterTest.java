package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Which handler gets a request, and who is let in. */
class RouterTest {

  private static final Caller ADA =
      new Caller(
          new UUID(1, 1), "authenticated", JsonMapper.shared().createObjectNode(), Instant.EPOCH);

  private final Router router =
      new Router(
              r -> {
                if ("ada".equals(r.bearer())) {
                  return ADA;
                }
                throw Refusal.of(401, "no_authorization", "sign in", "");
              })
          .on(
              "ANY",
              "/rest/v1/*",
              new Handler.SelfChecking(r -> Response.text(200, r.variable("*"))))
          .on(
              "GET",
              "/v1/runs/{id}/events",
              new Handler.User(
                  (r, c) -> Response.text(200, r.variable("id") + c.userId().version())))
          .on("GET", "/auth/v1/user", new Handler.User((r, c) -> Response.text(200, "user")))
          .on("PUT", "/auth/v1/user", new Handler.User((r, c) -> Response.text(200, "changed")))
          .on("GET", "/health", new Handler.Public(r -> Response.text(200, "ok")));

  private static Request request(String method, String path, Headers headers) {
    return new Request("id", method, path, null, headers, new byte[0], "127.0.0.1", Map.of());
  }

  private Response ask(String method, String path) {
    return router.answer(request(method, path, Headers.of("Authorization", "Bearer ada")));
  }

  private static String body(Response response) {
    return response instanceof Response.Whole whole
        ? new String(whole.body(), StandardCharsets.UTF_8)
        : "";
  }

  @ParameterizedTest
  @CsvSource({
    "/rest/v1/lenses,/lenses",
    "/rest/v1/rpc/fn_x,/rpc/fn_x",
    "/rest/v1/,/",
    "/rest/v1,/"
  })
  void theStarTakesTheRest(String path, String rest) {
    assertThat(body(ask("POST", path))).isEqualTo(rest);
  }

  @Test
  void aNamedSegmentIsHandedOver() {
    assertThat(body(ask("GET", "/v1/runs/r-7/events"))).startsWith("r-7");
  }

  @Test
  void headIsAnsweredByGet() {
    assertThat(ask("HEAD", "/health").status()).isEqualTo(200);
  }

  @Test
  void anotherMethodIsToldWhatIsAllowed() {
    Response response = ask("DELETE", "/auth/v1/user");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().first("Allow")).isEqualTo("GET, PUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD"})
  void aUserRouteWithoutATokenIsRefused(String method) {
    Response response = router.answer(request(method, "/auth/v1/user", Headers.NONE));
    assertThat(response.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/v1/user/",
        "/auth/v1/user/x",
        "/x/auth/v1/user",
        "//auth/v1/user",
        "/auth//v1/user",
        "/auth/./v1/user",
        "/x/../auth/v1/user",
        "/auth/v1/user;a=b",
        "/auth/v1;a/user",
        "/auth/v1/user.",
        "/auth/v1/user ",
        "/AUTH/v1/user",
        "/auth/v1/User",
        "/auth\\v1\\user",
        "/v1/runs//events",
        "/v1/runs/events",
        "/",
        "",
        "/restv1/lenses",
        "/health/x"
      })
  void addressesAreExact(String path) {
    assertThat(ask("GET", path).status()).isEqualTo(404);
  }

  @Test
  void answersAndRefusalsAreFinishedAlike() {
    router.finishing((request, response) -> response.with("X-Done", request.path()));
    assertThat(ask("GET", "/health").headers().first("X-Done")).isEqualTo("/health");
    Response refused = router.answer(request("GET", "/auth/v1/user", Headers.NONE));
    assertThat(refused.headers().first("X-Done")).isEqualTo("/auth/v1/user");
  }

  @Test
  void queryParametersAndCookiesAreRead() {
    Request request =
        new Request(
            "id",
            "GET",
            "/",
            "a=1&b=x%20y+z&a=2&flag",
            Headers.of("Cookie", "p=1; s=abc=; t=2; q=\"5\"; e=\""),
            new byte[0],
            "",
            Map.of());
    assertThat(request.query("a")).isEqualTo("1");
    assertThat(request.query("b")).isEqualTo("x y z");
    assertThat(request.query("flag")).isEmpty();
    assertThat(request.query("c")).isNull();
    assertThat(request.cookie("s")).isEqualTo("abc=");
    assertThat(request.cookie("q")).isEqualTo("5");
    assertThat(request.cookie("e")).isEqualTo("\"");
    assertThat(request.cookie("x")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"Bearer abc,abc", "bearer  abc ,abc", "Basic abc,", "Bearer,"})
  void theBearerIsRead(String header, String token) {
    assertThat(request("GET", "/", Headers.of("Authorization", header)).bearer()).isEqualTo(token);
  }

  @Test
  void logTextCannotForgeALine() {
    assertThat(AccessLog.escape("/a\r\nb\u001b[2J\u202e\"c"))
        .isEqualTo("/a\\u{d}\\u{a}b\\u{1b}[2J\\u{202e}\\u{22}c");
  }
}
