package dev.connectedlenses.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page and the rules they come with. */
class WebPageTest {

  private final WebPage page = new WebPage(files(), false);

  private static ClassLoader files() {
    URL root = WebPageTest.class.getClassLoader().getResource("page/");
    return new URLClassLoader(new URL[] {root}, null);
  }

  private Response.Whole get(String path, String... headers) {
    Request request =
        new Request(
            "id", "GET", path, null, Headers.of(headers), new byte[0], "127.0.0.1", Map.of());
    return (Response.Whole) page.answer(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/sign-in",
        "/runs/0198-x",
        "/runs/",
        "/a/b/c",
        "/lenser/ada",
        "/lenser/ada.l",
        "/lenser/flow.lead.1234",
        "/lenser/a.b_c.d/ag/governance"
      })
  void pagesGetTheIndexWithStrictRules(String path) {
    Response.Whole answer = get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<title>page</title>");
    Headers headers = answer.headers();
    assertThat(headers.first("Cache-Control")).isEqualTo("no-cache");
    assertThat(headers.first("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(headers.first("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(headers.first("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(headers.first("Strict-Transport-Security")).isNull();
    assertThat(headers.first("Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "connect-src 'self'",
            "img-src 'self' data:",
            "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
  }

  @Test
  void hashedFilesStayForever() {
    Response.Whole answer = get("/assets/app-4f2a.js");
    assertThat(answer.headers().first("Cache-Control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.headers().first("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
  }

  @Test
  void textIsCompressedForWhoAsks() throws Exception {
    byte[] plain = get("/assets/app-4f2a.js").body();
    Response.Whole packed = get("/assets/app-4f2a.js", "Accept-Encoding", "gzip, br");
    assertThat(packed.headers().first("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.body().length).isLessThan(plain.length / 10);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain() {
    String tag = get("/").headers().first("ETag");
    Response.Whole again = get("/", "If-None-Match", String.valueOf(tag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/missing.png",
        "/../web/index.html",
        "/lenser/....",
        "/lenser/../index",
        "/lenser/a.bc/../x",
        "/lenser/a.bc/ag/x.y",
        "/other/a.bc/x",
        "/assets/../index.html",
        "/./index.html",
        "//index.html",
        "/.hidden.html",
        "/assets/",
        "/assets",
        "/rest/v2",
        "/auth/v1/nothing",
        "/v1/nothing",
        "/V1/runs",
        "/AUTH/v1/user",
        "/Rest/v1/lenses",
        "/health/x",
        "/auth;x/v1",
        "/a b",
        "/a\\b",
        "/x/../auth/v1/user",
        "/META-INF/MANIFEST.MF",
        "/runs/..",
        ""
      })
  void whatIsNoPageIsNotFound(String path) {
    assertThat(get(path).status()).as(path).isEqualTo(path.isEmpty() ? 200 : 404);
  }

  @Test
  void overHttpsTheBrowserIsToldToStayThere() {
    WebPage secure = new WebPage(files(), true);
    Request request =
        new Request("id", "GET", "/", null, Headers.NONE, new byte[0], "127.0.0.1", Map.of());
    assertThat(secure.answer(request).headers().first("Strict-Transport-Security")).isNotNull();
  }
}
