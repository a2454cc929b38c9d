package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tour on a server that plays its part: what it makes, what it uses again, what it tells. */
final class DemoTest {
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000bb";
  private static final String LENSES = "GET /rest/v1/lenses";
  private static final String WORKFLOWS = "GET /rest/v1/workflows";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void playTheServer() {
    server
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"p1\",\"handle\":\"ada\"}]")
        .rpc("fn_create_lens", "\"lens-1\"")
        .rpc("fn_list_lens_versions", "[{\"id\":\"version-1\",\"status\":\"draft\"}]")
        .json("PATCH /rest/v1/versions", 204, "")
        .json("POST /rest/v1/rpc/fn_lenses_publish_version", 204, "")
        .rpc("fn_create_workflow", "[{\"id\":\"flow-1\"}]")
        .json("POST /rest/v1/rpc/fn_upsert_workflow_nodes", 204, "")
        .json("POST /rest/v1/rpc/fn_upsert_workflow_edges", 204, "")
        .rpc("fn_start_workflow_run", "\"" + RUN + "\"")
        .json("GET /rest/v1/workflow_runs", 200, "[{\"workflow_version_id\":\"v\"}]")
        .rpc(
            "fn_get_workflow_version_snapshot",
            "[{\"nodes\":[{\"id\":\"n1\",\"label\":\"summary\"},{\"id\":\"n2\",\"label\":\"headline\"},"
                + "{\"id\":\"n3\",\"label\":\"brief\"}]}]")
        .rpc(
            "fn_get_run_provenance",
            """
            [{"id":"1","target_node_id":"n3","target_input_path":"headline","source_node_id":"n2","source_output_path":"output"},
             {"id":"2","target_node_id":"n2","target_input_path":"summary","source_node_id":"n1","source_output_path":"output"},
             {"id":"3","target_node_id":"n1","target_input_path":"text","source_node_id":null,"source_output_path":"text"},
             {"id":"4","target_node_id":"n3","target_input_path":"points","source_node_id":"n9","source_output_path":"output"}]
            """);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private void ends(String type) {
    server.stream(
        "GET /v1/runs/" + RUN + "/events",
        "data: {\"eventId\":1,\"type\":\"%s\",\"timestamp\":\"2026-11-23T10:00:01.000Z\",\"payload\":{}}\n\n"
            .formatted(type));
  }

  private Terminal.Result demo(String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("demo"));
    words.addAll(List.of(more));
    return Terminal.signedIn(server, dir).run(words.toArray(String[]::new));
  }

  private JsonNode sent(String route) {
    return JsonMapper.shared().readTree(server.asked(route).getFirst().body());
  }

  @Test
  void onAFreshServerEverythingIsMadeOnceAndTheValueIsTracedToTheText() {
    server.json(LENSES, 200, "[]").json(WORKFLOWS, 200, "[]");
    ends("run.completed");
    Terminal.Result result = demo();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("1. Lenses", "2. Workflow", "3. Run", "4. Provenance");
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_lens")).hasSize(6);
    assertThat(server.asked("POST /rest/v1/rpc/fn_lenses_publish_version")).hasSize(6);
    assertThat(server.asked("PATCH /rest/v1/versions"))
        .hasSize(6)
        .allSatisfy(asked ->
            assertThat(
                    JsonMapper.shared()
                        .readTree(asked.body())
                        .at("/output_contract/kind")
                        .isString())
                .isTrue());
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_workflow")).hasSize(1);
    assertThat(sent("POST /rest/v1/rpc/fn_upsert_workflow_nodes").path("p_nodes").size())
        .isEqualTo(7);
    assertThat(sent("POST /rest/v1/rpc/fn_upsert_workflow_nodes").at("/p_nodes/0/lens_id"))
        .isEqualTo(JsonMapper.shared().readTree("\"lens-1\""));
    assertThat(result.out())
        .contains(
            """
            brief.headline
              ← headline.output
                ← summary.output
                  ← run input "text"
            """)
        .doesNotContain("points");
  }

  @Test
  void whatIsThereIsUsedAgain() {
    server.json(LENSES, 200, "[{\"id\":\"old\"}]").json(WORKFLOWS, 200, "[{\"id\":\"flow-0\"}]");
    ends("run.completed");
    assertThat(demo().exit()).isZero();
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_lens")).isEmpty();
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_workflow")).isEmpty();
    assertThat(sent("POST /rest/v1/rpc/fn_start_workflow_run").path("p_workflow_id").asString())
        .isEqualTo("flow-0");
    assertThat(server.asked(LENSES))
        .allSatisfy(
            asked -> assertThat(asked.query()).contains("lenser_id=eq.p1", "status=neq.archived"));
  }

  @Test
  void aRunThatFailsEndsTheTourBeforeItsLastChapter() {
    server.json(LENSES, 200, "[{\"id\":\"old\"}]").json(WORKFLOWS, 200, "[{\"id\":\"flow-0\"}]");
    ends("run.failed");
    Terminal.Result result = demo();
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).contains("✘ run failed");
    assertThat(result.err()).contains("3. Run").doesNotContain("4. Provenance");
    assertThat(server.asked("POST /rest/v1/rpc/fn_get_run_provenance")).isEmpty();
  }

  @Test
  void ownTextIsReadFromAFile() throws IOException {
    server.json(LENSES, 200, "[{\"id\":\"old\"}]").json(WORKFLOWS, 200, "[{\"id\":\"flow-0\"}]");
    ends("run.completed");
    Path file = Files.writeString(dir.resolve("mine.txt"), "five words are in here");
    Terminal.Result result = demo("-f", file.toString());
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("5 words");
    assertThat(sent("POST /rest/v1/rpc/fn_start_workflow_run").at("/p_inputs").toString())
        .contains("five words are in here");
  }

  @Test
  void halfAWorkflowDoesNotStay() {
    try (FakeServer refusing = new FakeServer()) {
      refusing
          .rpc("fn_lensers_get_active_profile", "[{\"id\":\"p1\"}]")
          .json(LENSES, 200, "[{\"id\":\"old\"}]")
          .json(WORKFLOWS, 200, "[]")
          .rpc("fn_create_workflow", "[{\"id\":\"flow-1\"}]")
          .json("POST /rest/v1/rpc/fn_upsert_workflow_nodes", 204, "")
          .json("POST /rest/v1/rpc/fn_upsert_workflow_edges", 400, "{\"message\":\"a cycle\"}")
          .json("POST /rest/v1/rpc/fn_delete_workflow", 204, "");
      Terminal.Result result = Terminal.signedIn(refusing, dir).run("demo");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains("error: a cycle");
      assertThat(refusing.only("POST /rest/v1/rpc/fn_delete_workflow").body()).contains("flow-1");
    }
  }
}
