package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starting, following and stopping runs. */
final class RunCommandsTest {
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000bb";
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000bc";
  private static final String EVENTS = "GET /v1/runs/" + RUN + "/events";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void knowTheRun() {
    server
        .rpc("fn_start_workflow_run", "\"" + RUN + "\"")
        .json("GET /rest/v1/workflow_runs", 200, "[{\"workflow_version_id\":\"v\"}]")
        .rpc(
            "fn_get_workflow_version_snapshot",
            "[{\"nodes\":[{\"id\":\"n1\",\"label\":\"summary\"}],\"edges\":[]}]");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static final String PLAN =
      """
      {"invalidated":[{"node_id":"n1","label":"summary","status":"failed"}],"reused":[{"node_id":"n0","label":"facts"}],
       "estimated_credits":1.5,"run_id":%s,"workflow_version_id":"v"}
      """;

  @Test
  void dryRunOfARerunSaysWhatWouldRunAgainAndWhatItCost() {
    server.rpc("fn_rerun_workflow_run", PLAN.formatted("null"));
    Terminal.Result result = signedIn().run("run", "rerun", RUN, "--from", "summary", "--dry-run");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("1 nodes would be reused; the others cost 1.5 credits");
    assertThat(result.out()).contains("summary").contains("failed");
    String sent = server.only("POST /rest/v1/rpc/fn_rerun_workflow_run").body();
    assertThat(JsonMapper.shared().readTree(sent).path("p_from_node_id").asString())
        .isEqualTo("n1");
    assertThat(JsonMapper.shared().readTree(sent).path("p_dry_run").asBoolean()).isTrue();
    assertThat(JsonMapper.shared().readTree(sent).path("p_inputs").isNull()).isTrue();
  }

  @Test
  void rerunFromANodeThatIsNoneIsNotFound() {
    Terminal.Result result = signedIn().run("run", "rerun", RUN, "--from", "sumary");
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err()).contains("has no node \"sumary\"");
  }

  @Test
  void rerunGivesTheNewRunsId() {
    server.rpc("fn_rerun_workflow_run", PLAN.formatted("\"r2\""));
    Terminal.Result result =
        signedIn().run("run", "rerun", RUN, "--newest", "-i", "text=new", "--detach");
    assertThat(result.out()).isEqualTo("r2\n");
    String sent = server.only("POST /rest/v1/rpc/fn_rerun_workflow_run").body();
    assertThat(JsonMapper.shared().readTree(sent).path("p_version").asString()).isEqualTo("newest");
    assertThat(JsonMapper.shared().readTree(sent).at("/p_inputs/text").asString()).isEqualTo("new");
  }

  @Test
  void deadLettersAreListedAndReplayed() {
    server
        .rpc(
            "fn_list_dead_letters",
            "[{\"id\":\"l1\",\"run_id\":\"r1\",\"workflow_title\":\"Flow\",\"attempts\":5,\"reason\":\"lost\"}]")
        .rpc("fn_replay_dead_letter", "\"r2\"");
    Terminal.Result list = signedIn().run("run", "dead-letters");
    assertThat(list.out()).contains("l1", "r1", "Flow", "5", "lost");
    Terminal.Result replay = signedIn().run("run", "replay", "l1", "--detach");
    assertThat(replay.out()).isEqualTo("r2\n");
    assertThat(server.only("POST /rest/v1/rpc/fn_replay_dead_letter").body()).contains("l1");
  }

  @Test
  void promptsAreShownLayerByLayer() {
    server.rpc(
        "fn_get_workflow_run_prompts",
        """
        [{"node_id":"n1","label":"summary","attempt":2,"model":"demo/writer","parts":[
          {"layer":1,"source":"engine","role":"system","text":"Rules."},
          {"layer":6,"source":"template_body","role":"user","text":"Sum up:\\ntea"},
          {"layer":8,"source":"text","role":"user","text":"tea","within":true}]}]
        """);
    Terminal.Result result = signedIn().run("run", "get", RUN, "--prompt");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            summary, attempt 2, demo/writer
              1 safety rules (engine)
                Rules.
              6 lens (template_body)
                Sum up:
                tea
              8 input (text, within the lens)
                tea

            """);
  }

  @Test
  void aRunIsToldInLinesAndEndsWithItsExitCode() {
    server.stream(
        EVENTS,
        event(1, "run.started", null, "{}")
            + event(2, "node.started", "n1", "{\"attempt\":1}")
            + event(3, "node.stream.delta", "n1", "{\"text\":\"All \"}")
            + event(4, "node.retried", "n1", "{\"cause\":\"rate_limit\",\"delayMs\":20}")
            + event(5, "node.started", "n1", "{\"attempt\":2}")
            + event(6, "node.completed", "n1", "{\"output\":{\"output\":\"All done\"}}")
            + event(7, "run.completed", null, "{}"));
    Terminal.Result result =
        signedIn().run("workflow", "run", FLOW, "-i", "text=hello", "--key", "k1");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            10:00:01.000  run started
            10:00:02.000  ▸ summary
            10:00:04.000  ↻ summary will try again in 20 ms (rate_limit)
            10:00:05.000  ▸ summary (attempt 2)
            10:00:06.000  ✔ summary
                          All done
            10:00:07.000  ✔ run completed
            """);
    String sent = server.only("POST /rest/v1/rpc/fn_start_workflow_run").body();
    assertThat(JsonMapper.shared().readTree(sent).path("p_inputs").path("text").asString())
        .isEqualTo("hello");
    assertThat(JsonMapper.shared().readTree(sent).path("p_idempotency_key").asString())
        .isEqualTo("k1");
  }

  @Test
  void aFailedRunIsExitThreeWithItsCause() {
    server.stream(
        EVENTS,
        event(1, "node.failed", "n1", "{\"error\":{\"message\":\"the model did not answer\"}}")
            + event(
                2,
                "run.failed",
                null,
                "{\"error\":{\"message\":\"node \\\"summary\\\" failed\"}}"));
    Terminal.Result result = signedIn().run("run", "watch", RUN);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out())
        .contains("✘ summary failed: the model did not answer")
        .contains("✘ run failed");
  }

  @Test
  void theStreamIsResumedAfterTheLastEventSeen() {
    server.stream(EVENTS, event(1, "run.started", null, "{}") + event(2, "node.queued", "n1", "{}"))
        .stream(EVENTS, ": heartbeat\n\n" + event(3, "run.completed", null, "{}"));
    Terminal.Result result = signedIn().run("run", "watch", RUN, "-o", "jsonl");
    assertThat(result.exit()).isZero();
    assertThat(
            result.out().lines().map(l -> JsonMapper.shared().readTree(l).path("eventId").asLong()))
        .containsExactly(1L, 2L, 3L);
    assertThat(server.asked(EVENTS))
        .extracting(FakeServer.Asked::query)
        .containsExactly("after=0", "after=2");
  }

  @Test
  void tryingALensStreamsItsText() {
    server.rpc("fn_run_lens", "\"" + RUN + "\"").stream(
        EVENTS,
        event(1, "node.stream.delta", "n1", "{\"text\":\"Two \"}")
            + event(2, "node.stream.delta", "n1", "{\"text\":\"words\"}")
            + event(3, "node.completed", "n1", "{\"output\":{\"output\":\"Two words\"}}")
            + event(4, "run.completed", null, "{}"));
    assertThat(signedIn().run("lens", "run", FLOW, "-i", "x=1").out()).isEqualTo("Two words\n");
  }

  @Test
  void detachedRunsPrintTheirIdOnly() {
    assertThat(signedIn().run("workflow", "run", FLOW, "--detach").out()).isEqualTo(RUN + "\n");
    assertThat(signedIn().run("workflow", "run", FLOW, "--detach", "-o", "json").out())
        .isEqualTo("{\"id\":\"" + RUN + "\"}\n");
  }

  @Test
  void oneRunIsShownWithItsNodes() {
    server.rpc(
        "fn_get_workflow_run_state",
        "[{\"run_id\":\""
            + RUN
            + "\",\"status\":\"completed\",\"executed_count\":1,\"node_results\":["
            + "{\"node_id\":\"n1\",\"status\":\"completed\",\"duration_ms\":12,\"output_data\":{\"output\":\"All done\"}}]}]");
    assertThat(signedIn().run("run", "get", RUN).out())
        .contains("status     completed")
        .contains("summary  completed             12           All done");
  }

  @Test
  void anUnknownRunIsNotFound() {
    server.rpc("fn_get_workflow_run_state", "[]");
    assertThat(signedIn().run("run", "get", RUN).exit()).isEqualTo(5);
  }

  @Test
  void cancellingSendsTheReason() {
    server.json("POST /rest/v1/rpc/fn_cancel_workflow_run", 204, "");
    Terminal.Result result = signedIn().run("run", "cancel", RUN, "--reason", "wrong text");
    assertThat(result.exit()).isZero();
    assertThat(server.only("POST /rest/v1/rpc/fn_cancel_workflow_run").body())
        .contains("wrong text");
  }

  private static final String ADDRESS =
      "{\"url\":\"/v1/callbacks/abc\",\"expires_at\":\"2026-11-24T10:00:00Z\"}";

  private Terminal.Result callback(String waiting, String... more) {
    server
        .json("GET /rest/v1/workflow_node_results", 200, waiting)
        .rpc("fn_open_callback", ADDRESS);
    List<String> words = new ArrayList<>(List.of("run", "callback", RUN));
    words.addAll(List.of(more));
    return signedIn().run(words.toArray(String[]::new));
  }

  @Test
  void theAddressOfACallbackIsPrintedAlone() {
    Terminal.Result result = callback("[{\"node_id\":\"n1\"}]");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(server.url().resolve("/v1/callbacks/abc") + "\n");
    assertThat(result.err()).contains("until 2026-11-24T10:00:00Z");
    String sent = server.only("POST /rest/v1/rpc/fn_open_callback").body();
    assertThat(JsonMapper.shared().readTree(sent))
        .isEqualTo(
            JsonMapper.shared().createObjectNode().put("p_run_id", RUN).put("p_node_id", "n1"));
  }

  @Test
  void programsGetTheWholeAddressAndItsEnd() {
    JsonNode json =
        JsonMapper.shared().readTree(callback("[{\"node_id\":\"n1\"}]", "-o", "json").out());
    JsonNode row = json.isArray() ? json.path(0) : json;
    assertThat(row.path("url").asString())
        .isEqualTo(server.url().resolve("/v1/callbacks/abc").toString());
    assertThat(row.path("expires_at").asString()).isEqualTo("2026-11-24T10:00:00Z");
  }

  @Test
  void whereSeveralNodesWaitOneIsNamed() {
    String two = "[{\"node_id\":\"n1\"},{\"node_id\":\"n2\"}]";
    Terminal.Result unnamed = callback(two);
    assertThat(unnamed.exit()).isEqualTo(2);
    assertThat(unnamed.err()).contains("several nodes wait: n2, summary").contains("--node");
    assertThat(callback(two, "--node", "summary").exit()).isZero();
    assertThat(callback(two, "--node", "n2").exit()).isZero();
  }

  @Test
  void aNodeThatWaitsForNobodyHasNoAddress() {
    for (Terminal.Result result :
        List.of(callback("[]"), callback("[{\"node_id\":\"n1\"}]", "--node", "other"))) {
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("waits for an outside system");
    }
  }

  @Test
  void listsCanBeOfOneWorkflow() {
    String row = "[{\"id\":\"" + RUN + "\",\"status\":\"completed\",\"trigger_mode\":\"manual\"}]";
    server.rpc("fn_list_recent_workflow_runs", row).rpc("fn_list_workflow_runs", row);
    assertThat(signedIn().run("run", "list").out()).contains(RUN).contains("manual");
    assertThat(signedIn().run("run", "list", "--workflow", FLOW, "-o", "name").out())
        .isEqualTo(RUN + "\n");
    assertThat(server.only("POST /rest/v1/rpc/fn_list_workflow_runs").body()).contains(FLOW);
  }

  private Terminal signedIn() {
    return Terminal.signedIn(server, dir);
  }

  private static String event(int id, String type, @Nullable String node, String payload) {
    return "id: %d\nevent: %s\ndata: {\"eventId\":%d,\"type\":\"%s\",\"nodeId\":%s,\"timestamp\":\"2026-11-23T10:00:%02d.000Z\",\"payload\":%s}\n\n"
        .formatted(id, type, id, type, node == null ? "null" : "\"" + node + "\"", id, payload);
  }
}
