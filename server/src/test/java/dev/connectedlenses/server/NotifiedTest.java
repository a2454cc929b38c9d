package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.notices.Receiver;
import dev.connectedlenses.testkit.Await;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server tells somebody's own system what happens, and its audit log what was refused. */
final class NotifiedTest {
  @TempDir static Path folder;
  private static final Receiver RECEIVER = new Receiver();
  private static LiveServer server;
  private static String owner;
  private static String me;
  private static String agent;
  private static String workflow;

  @BeforeAll
  static void start() {
    server =
        new LiveServer(
            folder,
            null,
            config -> config.with(new Config.Notices(List.of(URI.create(RECEIVER.url())), 3)));
    owner = server.owner();
    me = server.rpc(owner, "fn_lensers_get_active_profile", "{}").path(0).path("id").asString();
    agent =
        server
            .rpc(
                owner,
                "fn_create_ai_lenser",
                "{'p_owner_lenser_id':'%s','p_handle':'scribe','p_display_name':'Scribe'}"
                    .formatted(me))
            .path("ai_lenser_id")
            .asString();
    workflow = server.workflow(owner, "lab/tiny");
  }

  @AfterAll
  static void stop() {
    server.close();
    RECEIVER.close();
  }

  private static JsonNode target(String events) {
    JsonNode target =
        server.rpc(
            owner,
            "fn_upsert_notification_target",
            "{'p_url':'%s','p_events':%s}".formatted(RECEIVER.url(), events));
    assertThat(target.path("state").asString()).isEqualTo("no_secret");
    return target;
  }

  private static String secret(JsonNode target) {
    return server
        .rpc(
            owner,
            "fn_rotate_notification_secret",
            "{'p_target_id':'%s'}".formatted(target.path("id").asString()))
        .asString();
  }

  private static String startTeamRun() {
    return server
        .rpc(
            owner,
            "fn_start_team_run",
            "{'p_ai_lenser_id':'%s','p_workflow_id':'%s','p_inputs':{'text':'hello'}}"
                .formatted(agent, workflow))
        .asString();
  }

  @Test
  void approvalsAndEndsArriveSigned() {
    JsonNode target =
        target(
            "['approval.requested','approval.decided','run.completed','team_run.completed','approval.expired']");
    String secret = secret(target);
    String run = startTeamRun();
    Receiver.Message asked = RECEIVER.await();
    assertThat(asked.signedBy(secret)).containsExactly(secret);
    JsonNode body = JsonMapper.shared().readTree(asked.body());
    assertThat(body.path("type").asString()).isEqualTo("approval.requested");
    assertThat(body.path("data").path("request_id").asString()).isEqualTo(run);
    assertThat(body.path("data").path("workflow_title").asString()).isEqualTo("Ask");
    assertThat(asked.body()).as("no inputs").doesNotContain("hello");
    server.rpc(
        owner,
        "fn_decide_approval",
        "{'p_team_run_id':'%s','p_decision':'approved','p_reason':'fine'}".formatted(run));
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Receiver.Message message = RECEIVER.await();
      assertThat(message.signedBy(secret)).containsExactly(secret);
      types.add(JsonMapper.shared().readTree(message.body()).path("type").asString());
    }
    assertThat(types)
        .containsExactlyInAnyOrder("approval.decided", "run.completed", "team_run.completed");
    String again = startTeamRun();
    RECEIVER.await();
    server.sql(
        "update agents.team_runs set approval_expires_at = now() where id = '%s' returning id::text"
            .formatted(again));
    assertThat(RECEIVER.await().body()).contains("\"approval.expired\"", "\"timed_out\"");
    server.rpc(
        owner,
        "fn_delete_notification_target",
        "{'p_target_id':'%s'}".formatted(target.path("id").asString()));
  }

  @Test
  void aSecretIsGivenOutToItsOwnerAloneAndOnce() {
    JsonNode target = target("['run.failed']");
    String stranger = server.signUp("stranger", "a long enough phrase");
    LiveServer.Answer refused =
        server.send(
            "POST",
            "/rest/v1/rpc/fn_rotate_notification_secret",
            "{'p_target_id':'%s'}".formatted(target.path("id").asString()),
            stranger);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text("hint")).startsWith("target_not_found: ");
    String secret = secret(target);
    assertThat(server.rpc(owner, "fn_list_notification_targets", "{}").toString())
        .contains("\"secret_hint\":\"" + secret.substring(secret.length() - 5, secret.length() - 1))
        .doesNotContain(secret.substring(6, 20));
    assertThat(server.send("GET", "/rest/v1/notification_targets", "", owner, "lensers").status())
        .as("all columns, sealed ones among them")
        .isEqualTo(403);
  }

  /** What is refused for want of rights is undone, and told to whom it was aimed at. */
  @Test
  void anAttemptAtAnApprovalIsAudited() {
    String run = startTeamRun();
    String mallory = server.signUp("mallory", "a long enough phrase");
    String id =
        server.rpc(mallory, "fn_lensers_get_active_profile", "{}").path(0).path("id").asString();
    server.rpc(
        owner,
        "fn_upsert_agent_ownership",
        "{'p_ai_lenser_id':'%s','p_owner_lenser_id':'%s','p_role':'operator','p_permission_scope':['logs:view']}"
            .formatted(agent, id));
    LiveServer.Answer decided =
        server.send(
            "POST",
            "/rest/v1/rpc/fn_decide_approval",
            "{'p_team_run_id':'%s','p_decision':'approved'}".formatted(run),
            mallory);
    assertThat(decided.status()).as(decided.raw()).isEqualTo(403);
    LiveServer.Answer written =
        server.send(
            "PATCH",
            "/rest/v1/team_runs?id=eq." + run,
            "{'approval_status':'approved'}",
            mallory,
            "agents");
    assertThat(written.status()).as(written.raw()).isEqualTo(403);
    assertThat(refusals(me, id))
        .isEqualTo(
            "POST /rpc/fn_decide_approval missing_scope %s, PATCH /team_runs permission_denied %s"
                .formatted(run, run));
    assertThat(server.sql("select approval_status from agents.team_runs where id = '" + run + "'"))
        .isEqualTo("pending");
    assertThat(server.send("GET", "/v1/audit/verify", "", owner).body().path("ok").asBoolean())
        .isTrue();
    for (int i = 0; i < 30; i++) {
      server.send(
          "PATCH", "/rest/v1/team_runs?id=eq." + run, "{'status':'completed'}", mallory, "agents");
    }
    assertThat(refusals(me, id).split(", ")).as("nobody fills another's chain").hasSize(20);
  }

  private static String refusals(String chain, String actor) {
    return server.sql(
        """
        select string_agg((detail ->> 'request') || ' ' || (detail ->> 'code') || ' ' || coalesce(subject_id::text, '-'), ', ' order by seq)
        from audit.log where action = 'access.refused' and owner_lenser_id = '%s' and actor_lenser_id = '%s'
        """
            .formatted(chain, actor));
  }

  @Test
  void aRefusalThatNamesNobodysThingIsNotedInTheOwnChain() {
    String eve = server.signUp("eve", "a long enough phrase");
    String id =
        server.rpc(eve, "fn_lensers_get_active_profile", "{}").path(0).path("id").asString();
    assertThat(
            server
                .send("POST", "/rest/v1/standing_approvals", "{'gate_kind':'x'}", eve, "agents")
                .status())
        .isEqualTo(403);
    Await.until(
        "the refusal is noted",
        () -> refusals(id, id).equals("POST /standing_approvals permission_denied -"));
    assertThat(server.send("GET", "/rest/v1/keys?select=ciphertext", "", eve, "ai").status())
        .isEqualTo(403);
    assertThat(refusals(id, id)).as("looking is not noted").doesNotContain("GET");
  }
}
