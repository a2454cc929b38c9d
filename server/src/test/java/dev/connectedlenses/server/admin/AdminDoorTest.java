package dev.connectedlenses.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.rest.RestState;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's listener tells, when all is well and when it is not. */
final class AdminDoorTest {

  private static TestDatabase database;

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeRest rest = new FakeRest();
  private boolean databaseAnswers = true;
  private HttpServer main;
  private HttpServer admin;

  /** A data API that is as ready as it is told to be. */
  private static final class FakeRest implements RestService {
    private boolean ready = true;
    private byte @Nullable [] catalogs = "{\"tables\":[]}".getBytes(StandardCharsets.UTF_8);

    @Override
    public RestResponse handle(RestRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RestResponse batch(RestRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void reload() {}

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public void doubt() {}

    @Override
    public void whenLost(Runnable action) {}

    @Override
    public boolean onlyReads(String function) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RestState state() {
      return new RestState(1, 0, 4, 2, 0);
    }

    @Override
    public byte @Nullable [] catalogs() {
      return catalogs;
    }

    @Override
    public void close() {}
  }

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void shut() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    Router router =
        new Router(
                request -> {
                  throw Refusal.of(401, "x", "x", "");
                })
            .on("GET", "/fine", new Handler.Public(r -> Response.text(200, "fine")));
    main = HttpServer.start(HttpSettings.loopback(0), router);
    AdminDoor door = new AdminDoor(database.database(), rest, main, () -> databaseAnswers);
    admin = HttpServer.start(HttpSettings.loopback(0), door.router());
  }

  @AfterEach
  void stop() {
    main.close();
    admin.close();
    client.close();
  }

  private HttpResponse<String> ask(URI server, String method, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private int status(String path) throws Exception {
    return ask(admin.uri(), "GET", path).statusCode();
  }

  @Test
  void aliveAndReady() throws Exception {
    assertThat(status("/live")).isEqualTo(200);
    assertThat(status("/ready")).isEqualTo(200);
  }

  @Test
  void notReadyWithoutCatalogs() throws Exception {
    rest.ready = false;
    rest.catalogs = null;
    assertThat(status("/live")).isEqualTo(200);
    assertThat(status("/ready")).isEqualTo(503);
    assertThat(status("/schema_cache")).isEqualTo(503);
  }

  @Test
  void notReadyWithoutADatabase() throws Exception {
    databaseAnswers = false;
    assertThat(status("/live")).isEqualTo(200);
    assertThat(status("/ready")).isEqualTo(503);
  }

  @Test
  void notAliveWhenTheMainListenerIsGone() throws Exception {
    main.close();
    assertThat(status("/live")).isEqualTo(500);
    assertThat(status("/ready")).isEqualTo(500);
    assertThat(status("/metrics")).isEqualTo(200);
  }

  @Test
  void figuresOfTheMainListener() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(main.uri(), "GET", "/fine").statusCode()).isEqualTo(200);
    }
    assertThat(ask(main.uri(), "GET", "/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> page = ask(admin.uri(), "GET", "/metrics");
    assertThat(page.headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(page.body().lines())
        .contains(
            "clens_http_requests_total{status=\"2xx\"} 3",
            "clens_http_requests_total{status=\"4xx\"} 1",
            "clens_http_requests_total{status=\"5xx\"} 0",
            "clens_http_request_seconds_count 4",
            "clens_data_api_turned_away_total 4")
        .anyMatch(line -> line.startsWith("clens_db_connections{pool=\"clens-gateway\""));
  }

  @Test
  void theCatalogs() throws Exception {
    HttpResponse<String> answer = ask(admin.uri(), "GET", "/schema_cache");
    assertThat(answer.body()).isEqualTo("{\"tables\":[]}");
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/fine", "/metrics/", "/metrics/x", "/METRICS", "/x"})
  void nothingElse(String path) throws Exception {
    assertThat(status(path)).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingCanBeChanged(String method) throws Exception {
    assertThat(ask(admin.uri(), method, "/metrics").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/live", "/ready", "/schema_cache"})
  void theMainListenerTellsNoneOfIt(String path) throws Exception {
    assertThat(ask(main.uri(), "GET", path).statusCode()).isEqualTo(404);
  }
}
