package dev.connectedlenses.server;

import static dev.connectedlenses.server.SdkClient.call;
import static dev.connectedlenses.server.SdkClient.open;
import static dev.connectedlenses.server.SdkClient.read;
import static dev.connectedlenses.server.SdkClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Work of an agent by the tools of this server: workflows, schedules, teams, memories, questions.
 */
final class McpWorkTest {
  @TempDir private static Path folder;
  private static LiveServer server;
  private static String ada;
  private static String handle;

  @BeforeAll
  static void start() {
    server = new LiveServer(folder);
    ada = server.signUp("ada", "correct horse battery");
    handle =
        server.rpc(ada, "fn_lensers_get_active_profile", "{}").path(0).path("handle").asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aWorkflowIsSavedCheckedPublishedRunAndRead() {
    try (McpSyncClient client = open(server, ada, "?toolsets=all")) {
      String a = UUID.randomUUID().toString();
      String b = UUID.randomUUID().toString();
      JsonNode made =
          call(
              client,
              "save_workflow_draft",
              Map.of(
                  "title",
                  "Errands",
                  "nodes",
                  List.of(
                      Map.of(
                          "id",
                          a,
                          "label",
                          "a",
                          "kind",
                          "transform",
                          "config",
                          Map.of("text", "hi")),
                      Map.of(
                          "id",
                          b,
                          "label",
                          "b",
                          "kind",
                          "transform",
                          "config",
                          Map.of("text", "[[x]]!"))),
                  "edges",
                  List.of(
                      Map.of(
                          "source_node_id", a, "target_node_id", b, "target_param_label", "x"))));
      assertThat(made.path("problems")).as(made.toString()).isEmpty();
      assertThat(made.path("edges").asInt()).isEqualTo(1);
      String workflow = made.path("workflow_id").asString();
      assertThat(
              call(client, "publish_workflow", Map.of("workflow_id", workflow))
                  .path("version_id")
                  .asString())
          .isNotEmpty();
      assertThat(read(client, "workflow://" + handle + "/errands")).contains(a);
      JsonNode run = call(client, "run_workflow", Map.of("workflow_id", workflow));
      String id = run.path("run_id").asString();
      Await.until("the run ends", () -> read(client, "run://" + id).contains("\"completed\""));
      assertThat(read(client, "run://%s/nodes/%s".formatted(id, b))).contains("hi!");
      schedules(client, workflow);
    }
  }

  private static void schedules(McpSyncClient client, String workflow) {
    assertThat(
            call(
                    client,
                    "preview_schedule",
                    Map.of("cron", "0 9 * * mon", "timezone", "Europe/Berlin", "count", 3))
                .path("fires"))
        .hasSize(3);
    JsonNode saved =
        call(
            client,
            "save_schedule",
            Map.of("workflow_id", workflow, "cron", "@daily", "ask_first", false));
    assertThat(saved.path("next_run_at").asString()).isNotEmpty();
    assertThat(call(client, "list_schedules", Map.of("workflow_id", workflow)).path("schedules"))
        .hasSize(1);
    assertThat(
            refused(client, "save_schedule", Map.of("workflow_id", workflow, "cron", "every day")))
        .contains("bad_schedule");
  }

  @Test
  void anAgentIsStartedWaitsForApprovalAndRemembers() {
    String agent =
        server
            .rpc(
                ada,
                "fn_create_ai_lenser",
                "{'p_owner_lenser_id':'%s','p_handle':'scribe','p_display_name':'Scribe'}"
                    .formatted(
                        server
                            .rpc(ada, "fn_lensers_get_active_profile", "{}")
                            .path(0)
                            .path("id")
                            .asString()))
            .path("ai_lenser_id")
            .asString();
    String team =
        server
            .rpc(
                ada,
                "fn_create_agent_team",
                "{'p_ai_lenser_id':'%s','p_name':'crew'}".formatted(agent))
            .path("id")
            .asString();
    String workflow = server.workflow(ada, "lab/tiny");
    try (McpSyncClient client = open(server, ada, "?toolsets=all")) {
      assertThat(call(client, "list_agents", Map.of()).path("agents").toString())
          .contains("scribe");
      JsonNode run =
          call(
              client,
              "start_team_run",
              Map.of("agent_id", agent, "workflow_id", workflow, "inputs", Map.of("text", "x")));
      assertThat(run.path("waiting_for").asString()).isEqualTo("approval");
      assertThat(run.path("link").asString())
          .isEqualTo("/approvals/" + run.path("request_id").asString());
      assertThat(call(client, "list_approvals", Map.of()).toString())
          .contains(run.path("request_id").asString());
      call(
          client,
          "decide_approval",
          Map.of(
              "request_id",
              run.path("request_id").asString(),
              "request_kind",
              "team_run",
              "decision",
              "rejected",
              "reason",
              "no"));
      assertThat(read(client, "agent://scribe")).contains("\"policy\"");
      JsonNode member =
          call(
              client,
              "update_team",
              Map.of("team_id", team, "action", "add_member", "agent_id", agent, "role", "lead"));
      assertThat(member.path("result").path("id").asString()).isNotEmpty();
      assertThat(
              call(client, "get_agent", Map.of("agent_id", agent))
                  .path("teams")
                  .path(0)
                  .path("members"))
          .hasSize(1);
      memories(client, agent);
    }
  }

  private static void memories(McpSyncClient client, String agent) {
    String profile =
        server.sql(
            "insert into agents.memory_profiles (ai_lenser_id, name, is_default) values ('%s', 'own', true) returning id::text"
                .formatted(agent));
    String memory =
        call(
                client,
                "write_memory",
                Map.of("profile_id", profile, "content", "the ferry leaves at nine"))
            .path("memory_id")
            .asString();
    assertThat(call(client, "search_memory", Map.of("query", "ferry")).path("memories")).hasSize(1);
    call(client, "redact_memory", Map.of("memory_id", memory, "reason", "wrong"));
    assertThat(call(client, "search_memory", Map.of("query", "ferry")).path("memories")).isEmpty();
  }

  /** A question of a step of a run without an agent is answered by the same tool. */
  @Test
  void aQuestionIsAnswered() {
    String workflow =
        server.rpc(ada, "fn_create_workflow", "{'p_title':'Asks'}").path(0).path("id").asString();
    server.rpc(
        ada,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'%s','p_nodes':[{'label':'may it','kind':'approval','config':{}}]}"
            .formatted(workflow));
    try (McpSyncClient client = open(server, ada, "")) {
      String run =
          call(client, "run_workflow", Map.of("workflow_id", workflow)).path("run_id").asString();
      JsonNode asked =
          Await.value(
              "the question",
              () -> {
                for (JsonNode one : call(client, "list_approvals", Map.of()).path("approvals")) {
                  if (one.path("run_id").asString().equals(run)) {
                    return one;
                  }
                }
                return null;
              });
      call(
          client,
          "decide_approval",
          Map.of(
              "request_id",
              asked.path("request_id").asString(),
              "request_kind",
              "node",
              "decision",
              "approved"));
      Await.until(
          "the run ends",
          () ->
              call(client, "get_run", Map.of("run_id", run))
                  .path("status")
                  .asString()
                  .equals("completed"));
    }
  }
}
