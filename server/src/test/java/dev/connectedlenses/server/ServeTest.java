package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.accounts.AccessKeys;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server on a real port and a real database. */
class ServeTest {

  static final List<String> PROGRESS = new ArrayList<>();
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;

  static TestDatabase database;
  static Serve server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    server = Serve.start(config(0), PROGRESS::add);
  }

  @AfterAll
  static void stop() {
    server.close();
    CLIENT.close();
    database.close();
  }

  private static Config config(int port) {
    ServerUrl url = database.url();
    String text =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                url.user(),
                URLEncoder.encode(url.password(), StandardCharsets.UTF_8),
                url.host(),
                url.port(),
                url.database());
    return new Config(text, port, folder.resolve("data"), List.of());
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url().resolve(path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void bothHealthAddressesAnswer() throws Exception {
    assertThat(send("GET", "/health", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/auth/v1/health", "").statusCode()).isEqualTo(200);
    assertThat(PROGRESS).contains("bringing the schema up to date");
  }

  @Test
  void aSignInLinkLeadsToTheOwnersProfileThroughTheDataApi() throws Exception {
    String token = server.signInLink().getQuery().substring("token=".length());
    HttpResponse<String> session =
        send("POST", "/auth/v1/verify", "{\"type\":\"magiclink\",\"token\":\"" + token + "\"}");
    assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
    HttpResponse<String> profile =
        send(
            "POST",
            "/rest/v1/rpc/fn_lensers_get_active_profile",
            "{}",
            "Authorization",
            "Bearer " + json(session).path("access_token").asString(),
            "Content-Type",
            "application/json");
    assertThat(profile.statusCode()).as(profile.body()).isEqualTo(200);
    assertThat(profile.body()).contains("\"handle\":\"owner\"");
  }

  @Test
  @Timeout(60)
  void aLensRunsOnTheDemoModelAndItsEventsAreStreamedToTheLast() throws Exception {
    String token =
        json(send(
                "POST",
                "/auth/v1/verify",
                "{\"type\":\"magiclink\",\"token\":\"" + server.cliToken() + "\"}"))
            .path("access_token")
            .asString();
    JsonNode workflow = rpc(token, "fn_create_workflow", "{\"p_title\":\"Brief\"}").path(0);
    String id = workflow.path("id").asString();
    String node =
        "{\"label\":\"summarise\",\"kind\":\"lens\",\"config\":{\"template_body\":\"Summarise: [[text]]\"}}";
    rpc(
        token,
        "fn_upsert_workflow_nodes",
        "{\"p_workflow_id\":\"" + id + "\",\"p_nodes\":[" + node + "]}");
    JsonNode run =
        rpc(
            token,
            "fn_start_workflow_run",
            "{\"p_workflow_id\":\""
                + id
                + "\",\"p_inputs\":{\"text\":\"Rivers flow to the sea.\"}}");
    HttpResponse<String> stream =
        send(
            "GET",
            "/v1/runs/" + run.asString() + "/events",
            "",
            "Authorization",
            "Bearer " + token);
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.body())
        .contains("event: run.started", "event: node.completed", "event: run.completed");
    assertThat(stream.body().lastIndexOf("event: "))
        .isEqualTo(stream.body().indexOf("event: run.completed"));
  }

  private static JsonNode rpc(String token, String function, String body) throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/rest/v1/rpc/" + function,
            body,
            "Authorization",
            "Bearer " + token,
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return json(answer);
  }

  @Test
  void theCommandLinesTokenIsAnotherOne() throws Exception {
    String token = server.cliToken();
    assertThat(token).isNotEqualTo(server.cliToken());
    HttpResponse<String> session =
        send("POST", "/auth/v1/verify", "{\"type\":\"magiclink\",\"token\":\"" + token + "\"}");
    assertThat(json(session).path("user").path("email").asString()).isEqualTo("owner@localhost");
  }

  @Test
  void anonymousCallersAreTheAnonymousRole() throws Exception {
    assertThat(send("GET", "/rest/v1/", "", "apikey", "x").statusCode()).isEqualTo(200);
    HttpResponse<String> refused =
        send(
            "POST",
            "/rest/v1/rpc/fn_lensers_get_active_profile",
            "{}",
            "Authorization",
            "Bearer " + AccessKeys.PUBLISHABLE,
            "Content-Type",
            "application/json");
    assertThat(refused.statusCode()).isIn(200, 401);
    assertThat(refused.body()).doesNotContain("owner");
    HttpResponse<String> expired = send("GET", "/rest/v1/", "", "Authorization", "Bearer a.b.c");
    assertThat(expired.statusCode()).isEqualTo(401);
  }

  @Test
  void headOfTheDataApiHasNoLengthOfItsOwn() throws Exception {
    HttpResponse<String> head = send("HEAD", "/rest/v1/", "", "apikey", "x");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void streamsNeedAToken() throws Exception {
    HttpResponse<String> answer =
        send("GET", "/v1/runs/00000000-0000-0000-0000-000000000001/events", "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
  }

  @Test
  void aTakenPortIsOneLineWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Serve.start(config(taken.getLocalPort()), line -> {}))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("--port")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void aSecondServerOnTheDatabaseSharesAccountsAndStopsTwice() throws Exception {
    Serve second = Serve.start(config(0), line -> {});
    URI url = second.url();
    String token = server.cliToken();
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/auth/v1/verify"))
            .POST(BodyPublishers.ofString("{\"type\":\"magiclink\",\"token\":\"" + token + "\"}"))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    second.close();
    second.close();
    assertThatThrownBy(
            () -> CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }
}
