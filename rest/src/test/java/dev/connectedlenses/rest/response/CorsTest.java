package dev.connectedlenses.rest.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages of other origins are told. */
final class CorsTest {

  private static final String ALLOW = "Access-Control-Allow-Origin";
  private static final Cors ANY = new Cors(List.of());
  private static final Cors LISTED =
      new Cors(List.of("https://app.example", "http://localhost:3000"));

  private static RestRequest request(String method, String... headers) {
    return new RestRequest(method, "/models", null, Headers.of(headers), new byte[0]);
  }

  private static RestRequest preflight(String origin, String... more) {
    String[] headers = new String[4 + more.length];
    headers[0] = "Origin";
    headers[1] = origin;
    headers[2] = "Access-Control-Request-Method";
    headers[3] = "POST";
    System.arraycopy(more, 0, headers, 4, more.length);
    return request("OPTIONS", headers);
  }

  private static RestResponse answered(Cors cors, RestRequest request) {
    return Objects.requireNonNull(cors.preflight(request), "no preflight");
  }

  private static RestResponse plain() {
    return new RestResponse(200, List.of(new Header("X-Own", "1")), new byte[] {1});
  }

  @Test
  void aPreflightIsAnsweredForEveryOrigin() {
    RestResponse answer =
        answered(ANY, preflight("https://x.example", "Access-Control-Request-Headers", "x-a, x-b"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header(ALLOW)).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Methods"))
        .isEqualTo("GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, x-a, x-b, Accept, Accept-Language, Content-Language");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void withoutWishesOnlyTheUsualHeadersAreAllowed() {
    RestResponse answer = answered(ANY, preflight("https://x.example"));
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Accept, Accept-Language, Content-Language");
  }

  @Test
  void whatIsNoPreflightIsAnsweredElsewhere() {
    assertThat(ANY.preflight(request("OPTIONS", "Origin", "https://x.example"))).isNull();
    assertThat(ANY.preflight(request("OPTIONS", "Access-Control-Request-Method", "GET"))).isNull();
    assertThat(
            ANY.preflight(
                request("GET", "Origin", "https://x", "Access-Control-Request-Method", "GET")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example, true",
    "http://localhost:3000, true",
    "https://app.example:443, false",
    "http://app.example, false",
    "https://app.example.evil.org, false",
    "https://APP.example, false",
    "null, false",
    "*, false"
  })
  void onlyOriginsOfTheListAreLetIn(String origin, boolean in) {
    RestResponse exposed = LISTED.expose(request("GET", "Origin", origin), plain());
    if (in) {
      assertThat(answered(LISTED, preflight(origin)).header(ALLOW)).isEqualTo(origin);
      assertThat(exposed.header(ALLOW)).isEqualTo(origin);
      assertThat(exposed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(exposed.header("Vary")).isEqualTo("Origin");
    } else {
      assertThat(LISTED.preflight(preflight(origin))).isNull();
      assertThat(exposed.headers()).containsExactly(new Header("X-Own", "1"));
    }
  }

  @Test
  void anAnswerIsExposedToAPageAndToNobodyElse() {
    RestResponse exposed = ANY.expose(request("GET", "Origin", "https://x.example"), plain());
    assertThat(exposed.header(ALLOW)).isEqualTo("*");
    assertThat(exposed.header("Access-Control-Expose-Headers"))
        .contains("Content-Range", "Content-Location", "Location");
    assertThat(exposed.header("X-Own")).isEqualTo("1");
    assertThat(exposed.body()).containsExactly(1);
    RestResponse same = plain();
    assertThat(ANY.expose(request("GET"), same)).isSameAs(same);
  }

  @Test
  void whatAFunctionDecidedStays() {
    RestResponse own =
        new RestResponse(200, List.of(new Header(ALLOW, "https://its.example")), new byte[0]);
    assertThat(ANY.expose(request("GET", "Origin", "https://x.example"), own)).isSameAs(own);
  }
}
