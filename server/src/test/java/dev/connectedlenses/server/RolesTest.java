package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share the work on one database: no leader, and any of them tells of any run. */
final class RolesTest {
  private final LiveServer door;
  private final HttpClient client = HttpClient.newHttpClient();

  RolesTest(@TempDir Path folder) {
    door = new LiveServer(folder, null, config -> config.with(Set.of(Role.API)));
  }

  @AfterEach
  void stop() {
    client.close();
    door.close();
  }

  private Serve also(Role... roles) {
    return Serve.start(door.config.with(Set.of(roles)), line -> {});
  }

  private String start(String token) {
    String id =
        door.rpc(token, "fn_create_workflow", "{'p_title':'Say'}").path(0).path("id").asString();
    door.rpc(
        token,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'%s','p_nodes':[{'label':'say','kind':'transform','config':{'text':'hello'}}]}"
            .formatted(id));
    return door.rpc(token, "fn_start_workflow_run", "{'p_workflow_id':'%s'}".formatted(id))
        .asString();
  }

  /** All events of a run, as one server streams them until the run's end. */
  private String events(URI server, String run, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v1/runs/" + run + "/events"))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void aRunWaitsForAnEngineAndIsToldByAServerThatDidNotMoveIt() throws Exception {
    String token = door.owner();
    String run = start(token);
    assertThat(status(run)).isEqualTo("queued");
    try (Serve engine = also(Role.ENGINE);
        Serve second = also(Role.API)) {
      String told = events(door.uri(), run, token);
      assertThat(told).contains("run.started", "run.completed");
      assertThat(events(second.url(), run, token)).isEqualTo(told);
      HttpResponse<String> closed =
          client.send(
              HttpRequest.newBuilder(engine.url().resolve("/rest/v1/workflows")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(closed.statusCode()).as("an engine has no door but its health").isEqualTo(404);
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(engine.url().resolve("/health")).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void enginesComeAndGoAndNothingIsLost() throws Exception {
    String token = door.owner();
    String first = start(token);
    try (Serve engine = also(Role.ENGINE, Role.SCHEDULER)) {
      assertThat(engine.url()).isNotNull();
      Await.until("the first run ends", () -> status(first).equals("completed"));
    }
    String second = start(token);
    assertThat(status(second)).isEqualTo("queued");
    try (Serve engine = also(Role.ENGINE)) {
      assertThat(engine.url()).isNotNull();
      Await.until("the second run ends", () -> status(second).equals("completed"));
    }
  }

  private String status(String run) {
    return door.database
        .admin()
        .withHandle(h ->
            h.createQuery("select status from lenses.workflow_runs where id = cast(? as uuid)")
                .bind(0, run)
                .mapTo(String.class)
                .one());
  }
}
