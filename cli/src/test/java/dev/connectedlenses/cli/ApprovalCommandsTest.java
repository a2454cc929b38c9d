package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Approvals on the command line. */
final class ApprovalCommandsTest extends SignedInTest {
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000e1";
  private static final String NODE = "0197d4c0-0000-7000-8000-0000000000e2";
  private static final String QUEUE = "GET /rest/v1/approval_requests_v";

  @Test
  void whatWaitsIsListedForTheCaller() {
    server.json(QUEUE, 200, "[" + request("team_run") + "]");
    assertThat(ok("approval", "list").out()).contains(RUN, "team_run", "Weekly brief");
    assertThat(server.only(QUEUE).profile()).isEqualTo("agents");
    refused(2, "--status goes with --agent", "approval", "list", "--status", "approved");
  }

  @Test
  void whatWasDecidedIsListedByAgent() {
    server.rpc("fn_list_approval_requests", "[]");
    ok("approval", "list", "--agent", AGENT, "--status", "rejected", "--limit", "3");
    assertThat(sent("fn_list_approval_requests"))
        .isEqualTo(
            json(
                "{\"p_ai_lenser_id\":\"%s\",\"p_approval_status\":\"rejected\",\"p_limit\":3}"
                    .formatted(AGENT)));
  }

  @Test
  void aTeamRunIsApprovedWithItsReason() {
    server
        .rpc("fn_get_approval_request", request("team_run"))
        .rpc("fn_decide_approval", "[{\"approval_status\":\"approved\"}]");
    assertThat(ok("approval", "approve", RUN, "--reason", "fine").err().strip())
        .isEqualTo("approved " + RUN);
    assertThat(sent("fn_decide_approval"))
        .isEqualTo(
            json(
                "{\"p_team_run_id\":\"%s\",\"p_decision\":\"approved\",\"p_reason\":\"fine\"}"
                    .formatted(RUN)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve | fn_approve_tool_invocation | {\"p_invocation_id\":\"R\"}",
        "reject  | fn_reject_tool_invocation  | {\"p_invocation_id\":\"R\",\"p_reason\":\"why\"}"
      })
  void aCallIsDecidedByItsOwnFunction(String verb, String function, String body) {
    server.rpc("fn_get_approval_request", request("tool_invocation")).rpc(function, "null");
    ok("approval", verb, RUN, "--reason", "why");
    assertThat(sent(function)).isEqualTo(json(body.replace("\"R\"", '"' + RUN + '"')));
  }

  @Test
  void aNodeIsAnswered() {
    server.rpc("fn_get_approval_request", request("node")).rpc("fn_complete_human_input", "null");
    ok("approval", "reject", RUN, "--reason", "no");
    assertThat(sent("fn_complete_human_input"))
        .isEqualTo(
            json(
                """
                {"p_run_id":"%s","p_node_id":"%s","p_values":{"approved":false,"reason":"no"}}
                """
                    .formatted(RUN, NODE)));
  }

  @Test
  void anApprovalThatIsNotThereIsExitFive() {
    server.rpc("fn_get_approval_request", "null");
    refused(5, "no approval \"" + RUN + "\"", "approval", "approve", RUN);
    refused(5, "no approval \"" + RUN + "\"", "approval", "get", RUN);
  }

  @Test
  void somebodyQuickerIsExitSix() {
    server
        .rpc("fn_get_approval_request", request("team_run"))
        .json(
            "POST /rest/v1/rpc/fn_decide_approval",
            409,
            "{\"code\":\"40001\",\"message\":\"it was decided already: rejected\",\"hint\":\"already_decided: see\"}");
    refused(6, "it was decided already: rejected", "approval", "approve", RUN);
  }

  @Test
  void eachOfManyIsDecidedOnItsOwn() {
    server
        .rpc("fn_get_approval_request", request("team_run"))
        .rpc("fn_decide_approval", "[{\"approval_status\":\"approved\"}]")
        .json(
            "POST /rest/v1/rpc/fn_decide_approval",
            409,
            "{\"code\":\"40001\",\"message\":\"it was decided already\",\"hint\":\"already_decided: see\"}");
    Terminal.Result result = signedIn().run("approval", "approve", RUN, NODE, "-o", "json");
    assertThat(result.exit()).isEqualTo(6);
    JsonNode rows = json(result.out());
    assertThat(rows).hasSize(2);
    assertThat(rows.path(0).path("ok").asBoolean()).isTrue();
    assertThat(rows.path(1).path("ok").asBoolean(true)).isFalse();
    assertThat(rows.path(1).path("code").asString()).isNotBlank();
  }

  @Test
  void modifiedInputsKeepWhatWasNotNamed() {
    server
        .rpc(
            "fn_get_approval_request",
            """
            {"request_id":"%s","request_kind":"team_run",
             "inputs":{"topic":"tea","mail":{"to":"all","cc":{"x":1}},"a.b":1}}
            """
                .formatted(RUN))
        .rpc("fn_decide_approval", "[{}]");
    ok(
        "approval",
        "modify",
        RUN,
        "--set",
        "mail.to=ada",
        "--set",
        "mail.cc.y:=2",
        "--set",
        "limit.days:=3",
        "--set",
        "a.b:=5",
        "--set",
        "topic=milk");
    JsonNode sent = sent("fn_decide_approval");
    assertThat(sent.path("p_decision").asString()).isEqualTo("modified");
    assertThat(sent.path("p_modifications"))
        .isEqualTo(
            json(
                """
                {"mail":{"to":"ada","cc":{"x":1,"y":2}},"limit":{"days":3},"a.b":5,"topic":"milk"}
                """));
  }

  @Test
  void aCallIsNotModified() {
    server.rpc("fn_get_approval_request", request("tool_invocation"));
    refused(
        2,
        "a call of a tool is approved as it was asked for",
        "approval",
        "modify",
        RUN,
        "--set",
        "a=1");
    refused(2, "Missing required option", "approval", "modify", RUN);
  }

  @Test
  void aNodeTakesTypedValues() {
    server.rpc("fn_get_approval_request", request("node")).rpc("fn_complete_human_input", "null");
    ok("approval", "modify", RUN, "--set", "count:=3", "--set", "note=ok");
    assertThat(sent("fn_complete_human_input").path("p_values"))
        .isEqualTo(json("{\"count\":3,\"note\":\"ok\"}"));
  }

  @Test
  void watchTellsOfEachRequestOnce() {
    String second = request("node").replace("Weekly brief", "Second");
    server
        .json(QUEUE, 200, "[]")
        .json(QUEUE, 200, "[" + request("team_run") + "]")
        .json(QUEUE, 200, "[" + second + "," + request("team_run") + "]")
        .json(QUEUE, 403, "{\"code\":\"42501\",\"message\":\"no more\"}");
    Terminal.Result result = signedIn().run("approval", "watch", "--every", "1");
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out().lines())
        .containsExactly(RUN + "  team_run  Weekly brief", RUN + "  node  Second");
    refused(2, "--every 0 is out of range", "approval", "watch", "--every", "0");
  }

  @Test
  void standingApprovalsAndDelegates() {
    server
        .rpc("fn_grant_standing_approval", '"' + RUN + '"')
        .rpc("fn_list_standing_approvals", "[{\"id\":\"" + RUN + "\",\"gate_kind\":\"tool_call\"}]")
        .rpc("fn_revoke_standing_approval", "null")
        .rpc(
            "fn_upsert_agent_ownership",
            "[{\"id\":\"g\",\"owner_handle\":\"bob\",\"role\":\"operator\"}]");
    assertThat(ok("approval", "grant", AGENT, "--gate", "tool_call", "--hours", "2").out())
        .contains(RUN);
    assertThat(sent("fn_grant_standing_approval"))
        .isEqualTo(
            json(
                "{\"p_ai_lenser_id\":\"%s\",\"p_gate_kind\":\"tool_call\",\"p_hours\":2}"
                    .formatted(AGENT)));
    assertThat(ok("approval", "standing").out()).contains("tool_call");
    ok("approval", "revoke", RUN);
    assertThat(ok("approval", "delegate", AGENT, NODE).out()).contains("bob");
    assertThat(sent("fn_upsert_agent_ownership").path("p_permission_scope"))
        .isEqualTo(json("[\"approvals:decide\"]"));
  }

  @Test
  void anApprovalInAdvanceForCallsOfOneToolWithTheseArguments() {
    server.rpc("fn_grant_standing_approval", "\"" + RUN + "\"");
    assertThat(
            ok("approval", "grant", AGENT, "--tool", NODE, "--arguments", "{\"to\":\"team\"}")
                .out())
        .contains(RUN);
    assertThat(sent("fn_grant_standing_approval"))
        .isEqualTo(
            json(
                "{\"p_ai_lenser_id\":\"%s\",\"p_tool_id\":\"%s\",\"p_argument_match\":{\"to\":\"team\"}}"
                    .formatted(AGENT, NODE)));
  }

  private static String request(String kind) {
    return """
    {"request_id":"%s","request_kind":"%s","node_id":"%s","workflow_run_id":"%s",
     "title":"Weekly brief","approval_status":"pending","inputs":{"topic":"tea"}}
    """
        .formatted(RUN, kind, NODE, RUN);
  }
}
