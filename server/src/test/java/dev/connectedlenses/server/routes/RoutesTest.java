package dev.connectedlenses.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the routes add to the data API and to answers for other sites. */
class RoutesTest {

  private final List<RestRequest> seen = new ArrayList<>();
  private final AtomicInteger woken = new AtomicInteger();
  private int status = 200;

  private final RestRoute rest =
      new RestRoute(
          request -> {
            seen.add(request);
            return new RestResponse(status, List.of(), request.body());
          },
          r -> r.headers().plus("X-Passport", "shown"),
          woken::incrementAndGet);

  private static Request request(String method, String path, String... headers) {
    return new Request(
        "id",
        method,
        path,
        "a=b%20c",
        Headers.of(headers),
        new byte[] {1},
        "127.0.0.1",
        Map.of("*", "/rpc/fn_x"));
  }

  @Test
  void theDataApiGetsTheRequestAsItCame() {
    Response.Whole answer =
        (Response.Whole) rest.answer(request("POST", "/rest/v1/rpc/fn_x", "A", "b"));
    assertThat(answer.body()).containsExactly(1);
    assertThat(seen.getFirst().path()).isEqualTo("/rpc/fn_x");
    assertThat(seen.getFirst().rawQuery()).isEqualTo("a=b%20c");
    assertThat(seen.getFirst().headers().first("a")).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,200,1",
    "PATCH,204,1",
    "DELETE,204,1",
    "PUT,201,1",
    "POST,400,0",
    "POST,500,0",
    "GET,200,0",
    "HEAD,200,0",
    "OPTIONS,200,0"
  })
  void aSuccessfulChangeWakesTheEngine(String method, int answered, int wakes) {
    status = answered;
    rest.answer(request(method, "/rest/v1/rpc/fn_x"));
    assertThat(woken.get()).isEqualTo(wakes);
  }

  @Test
  void theDataApiSeesWhatThePassportSays() {
    rest.answer(request("GET", "/", "Authorization", "Bearer a.b.c"));
    assertThat(seen.getFirst().headers().first("X-Passport")).isEqualTo("shown");
    assertThat(seen.getFirst().headers().first("Authorization")).isEqualTo("Bearer a.b.c");
  }

  @Test
  void healthTellsNothingButWhetherItWorks() {
    Response.Whole up = (Response.Whole) new Health(() -> true).answer();
    assertThat(up.status()).isEqualTo(200);
    assertThat(new String(up.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"status\":\"ok\",\"name\":\"ConnectedLenses\"}");
    Response down = new Health(() -> false).answer();
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.headers().first("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "/auth/v1/user,https://a.example,*",
    "/v1/runs/x/events,https://a.example,*",
    "/v1/session,https://a.example,",
    "/auth/v1/user,,",
    "/runs,https://a.example,"
  })
  void otherSitesMayUseAccountsAndStreamsButNotTheCookie(
      String path, String origin, String allowed) {
    CrossOrigin open = new CrossOrigin(List.of());
    Request request =
        origin == null ? request("GET", path) : request("GET", path, "Origin", origin);
    Response answer = open.apply(request, Response.empty(200));
    assertThat(answer.headers().first("Access-Control-Allow-Origin")).isEqualTo(allowed);
    assertThat(answer.headers().first("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void aListOfOriginsIsExact() {
    CrossOrigin listed = new CrossOrigin(List.of("https://a.example"));
    Response mine =
        listed.apply(
            request("GET", "/auth/v1/user", "Origin", "https://a.example"), Response.empty(200));
    assertThat(mine.headers().first("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
    assertThat(mine.headers().first("Vary")).isEqualTo("Origin");
    Response other =
        listed.apply(
            request("GET", "/auth/v1/user", "Origin", "https://a.example.org"),
            Response.empty(200));
    assertThat(other.headers().first("Access-Control-Allow-Origin")).isNull();
    Response preflight =
        listed.preflight(
            request("OPTIONS", "/auth/v1/token", "Access-Control-Request-Headers", "apikey"));
    assertThat(preflight.headers().first("Access-Control-Allow-Headers")).isEqualTo("apikey");
  }
}
