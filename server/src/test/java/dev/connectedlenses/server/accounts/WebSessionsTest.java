package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cookie session of the web page, and who cannot use it. */
class WebSessionsTest {

  private static final String BODY =
      "{\"email\":\"page@example.org\",\"password\":\"correct horse\"}";

  static AccountServer server;
  static String origin;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
    origin = server.uri().toString();
    server.signUp("page@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer page(String method, String path, String body, String cookie)
      throws Exception {
    return server.send(
        method,
        path,
        body,
        "Origin",
        origin,
        "X-Clens",
        "1",
        "Cookie",
        "a=b; clens_session=" + cookie);
  }

  private static String cookie(Answer answer) {
    String header = answer.headers().firstValue("set-cookie").orElse("");
    return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
  }

  @Test
  void thePageGetsAnAccessTokenAndTheBrowserKeepsTheRest() throws Exception {
    Answer answer = page("POST", "/v1/session", BODY, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().has("refresh_token")).isFalse();
    assertThat(answer.body().path("user").path("email").asString()).isEqualTo("page@example.org");
    assertThat(answer.headers().firstValue("set-cookie").orElse(""))
        .startsWith("clens_session=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/v1/session", "Max-Age=2592000");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    Answer renewed = page("POST", "/v1/session/refresh", "", cookie(answer));
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(cookie(renewed)).isNotEqualTo(cookie(answer));
    assertThat(server.user(renewed.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void aSignInLinkOpensASession() throws Exception {
    String token =
        server.door.signInToken(server.door.localOwner(), java.time.Duration.ofMinutes(1));
    Answer answer = page("POST", "/v1/session", "{\"token\":\"" + token + "\"}", "");
    assertThat(answer.body().path("user").path("email").asString()).isEqualTo("owner@localhost");
    assertThat(page("POST", "/v1/session", "{\"token\":\"" + token + "\"}", "").status())
        .isEqualTo(403);
  }

  @Test
  void signingOutEndsTheSessionOnTheServer() throws Exception {
    Answer answer = page("POST", "/v1/session", BODY, "");
    Answer out = page("DELETE", "/v1/session", "", cookie(answer));
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.headers().firstValue("set-cookie").orElse(""))
        .contains("clens_session=;", "Max-Age=0");
    Answer late = page("POST", "/v1/session/refresh", "", cookie(answer));
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.headers().firstValue("set-cookie").orElse("")).contains("Max-Age=0");
    assertThat(server.user(answer.text("access_token")).status()).isEqualTo(403);
  }

  @Test
  void withoutACookieThereIsNoSession() throws Exception {
    assertThat(page("POST", "/v1/session/refresh", "", "").status()).isEqualTo(401);
    assertThat(page("DELETE", "/v1/session", "", "").status()).isEqualTo(204);
  }

  @Test
  void otherSitesCannotUseTheCookie() throws Exception {
    String cookie = "clens_session=" + cookie(page("POST", "/v1/session", BODY, ""));
    List<String[]> forged =
        List.of(
            new String[] {"Cookie", cookie},
            new String[] {"Cookie", cookie, "X-Clens", "1"},
            new String[] {"Cookie", cookie, "Origin", origin},
            new String[] {"Cookie", cookie, "X-Clens", "1", "Origin", "http://evil.example"},
            new String[] {"Cookie", cookie, "X-Clens", "1", "Origin", "null"},
            new String[] {"Cookie", cookie, "X-Clens", "1", "Origin", origin + ".evil.example"},
            new String[] {"Cookie", cookie, "X-Clens", "1", "Sec-Fetch-Site", "same-site"});
    for (String[] headers : forged) {
      for (String path : List.of("/v1/session/refresh", "/v1/session")) {
        Answer answer = server.send("POST", path, BODY, headers);
        assertThat(answer.status()).as(path + " " + List.of(headers)).isEqualTo(403);
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
      }
    }
    Answer fetched =
        server.send(
            "POST",
            "/v1/session/refresh",
            "",
            "Cookie",
            cookie,
            "X-Clens",
            "1",
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(fetched.status()).isEqualTo(200);
  }
}
