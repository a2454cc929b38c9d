package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Teams, their runs and assignments on the command line. */
final class TeamCommandsTest extends SignedInTest {
  private static final String ME = "0197d4c0-0000-7000-8000-000000000001";
  private static final String TEAM = "0197d4c0-0000-7000-8000-0000000000b1";
  private static final String LEAD = "0197d4c0-0000-7000-8000-0000000000c1";
  private static final String CRITIC = "0197d4c0-0000-7000-8000-0000000000c2";
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000d1";
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000e1";
  private static final String EDGE = "0197d4c0-0000-7000-8000-0000000000f1";
  private static final String TEAMS = "GET /rest/v1/teams";
  private static final String ASSIGNMENT =
      """
      [{"id":"%s","workflow_id":"%s","assignee_kind":"agent","is_active":true,
        "approval_policy":{"requiresApproval":true}}]
      """
          .formatted(EDGE, FLOW);

  @BeforeEach
  void everybodyIsKnownByHandle() {
    server
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"" + ME + "\"}]")
        .json("GET /rest/v1/profiles", 200, "[{\"id\":\"" + ME + "\"}]")
        .rpc("fn_get_agent_profile_by_profile_id", "{\"ai_lenser_id\":\"" + AGENT + "\"}")
        .json(TEAMS, 200, "[{\"id\":\"" + TEAM + "\",\"name\":\"desk\",\"status\":\"active\"}]")
        .rpc(
            "fn_get_team_members",
            """
            [{"id":"%s","agent_handle":"lead","role":"lead","lane":0,"is_active":true},
             {"id":"%s","agent_handle":"critic","role":"reviewer","lane":2,"is_active":false}]
            """
                .formatted(LEAD, CRITIC))
        .rpc(
            "fn_list_team_edges",
            """
            [{"id":"%s","edge_type":"reviews","is_blocking":true,"source_member_id":"%s","target_member_id":"%s"},
             {"id":"x","edge_type":"delegates","is_blocking":false,"source_member_id":"%s","target_member_id":"gone"}]
            """
                .formatted(EDGE, CRITIC, LEAD, LEAD));
  }

  @Test
  void aTeamIsMadeWithItsMembers() {
    server.rpc(
        "fn_create_agent_team", "{\"id\":\"" + TEAM + "\",\"name\":\"desk\",\"member_count\":2}");
    ok(
        "team",
        "create",
        "lead",
        "desk",
        "--description",
        "news",
        "--member",
        "lead:lead",
        "--member",
        "critic:reviewer:2");
    JsonNode sent = sent("fn_create_agent_team");
    assertThat(sent.path("p_ai_lenser_id").asString()).isEqualTo(AGENT);
    assertThat(sent.path("p_initial_members"))
        .isEqualTo(
            json(
                """
                [{"agent_id":"%s","sort_order":0,"role":"lead"},
                 {"agent_id":"%s","sort_order":1,"role":"reviewer","lane":2}]
                """
                    .formatted(AGENT, AGENT)));
    for (String bad : List.of("lead:lead:x", "a:b:1:2", "lead:lead:100")) {
      refused(2, "\"" + bad + "\" is no member", "team", "create", AGENT, "desk", "--member", bad);
    }
  }

  @Test
  void theGraphShowsLanesAndEdges() {
    assertThat(ok("team", "graph", "desk").out())
        .isEqualTo(
            """
            lane 0  lead (lead)
            lane 2  critic (reviewer, inactive)
            critic =[reviews]=> lead
            lead -[delegates]-> gone
            """);
    assertThat(json(ok("team", "get", "desk", "-o", "json").out()).path("members")).hasSize(2);
    assertThat(ok("team", "get", "desk").out()).contains("members      2", "edges        2");
  }

  @Test
  void aNameThatSeveralTeamsHaveIsNotGuessed() {
    try (FakeServer two = new FakeServer()) {
      two.json(TEAMS, 200, "[{\"id\":\"" + TEAM + "\"},{\"id\":\"" + RUN + "\"}]");
      Terminal.Result result = Terminal.signedIn(two, dir).run("team", "get", "desk");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).startsWith("error: \"desk\" names several teams");
      assertThat(two.only(TEAMS).profile()).isEqualTo("agents");
    }
  }

  @Test
  void membersComeAndGoByHandle() {
    server
        .rpc("fn_add_team_member", "{\"id\":\"" + LEAD + "\",\"role\":\"operator\",\"lane\":3}")
        .rpc("fn_remove_team_member", "null");
    ok("team", "member", "add", "desk", "lead", "--lane", "3", "--tool-profile", EDGE);
    assertThat(sent("fn_add_team_member"))
        .isEqualTo(
            json(
                "{\"p_team_id\":\"%s\",\"p_agent_id\":\"%s\",\"p_lane\":3,\"p_tool_profile_id\":\"%s\"}"
                    .formatted(TEAM, AGENT, EDGE)));
    assertThat(ok("team", "member", "remove", "desk", "critic").err().strip())
        .isEqualTo("removed from desk: critic");
    assertThat(sent("fn_remove_team_member").path("p_member_id").asString()).isEqualTo(CRITIC);
    refused(5, "\"ghost\" is no member of desk", "team", "member", "remove", "desk", "ghost");
    refused(
        2, "\"three\" is no number", "team", "member", "add", "desk", "lead", "--lane", "three");
    assertThat(ok("team", "member", "list", "desk").out()).contains("critic", "reviewer");
  }

  @Test
  void edgesTieMembersByHandle() {
    server
        .rpc("fn_add_team_edge", "{\"id\":\"" + EDGE + "\",\"edge_type\":\"handoff\"}")
        .json("GET /rest/v1/team_edges", 200, "[{\"id\":\"" + EDGE + "\"}]")
        .json("DELETE /rest/v1/team_edges", 204, "");
    ok("team", "edge", "add", "desk", "lead", CRITIC, "--type", "handoff", "--blocking");
    assertThat(sent("fn_add_team_edge"))
        .isEqualTo(
            json(
                """
                {"p_team_id":"%s","p_source_member_id":"%s","p_target_member_id":"%s",
                 "p_edge_type":"handoff","p_is_blocking":true}
                """
                    .formatted(TEAM, LEAD, CRITIC)));
    assertThat(ok("team", "edge", "remove", EDGE).err().strip()).isEqualTo("removed edge " + EDGE);
    assertThat(server.only("DELETE /rest/v1/team_edges").query()).isEqualTo("id=eq." + EDGE);
  }

  @Test
  void aRowThatIsNotThereIsNotDeleted() {
    server.json("GET /rest/v1/team_edges", 200, "[]");
    refused(5, "no edge \"" + EDGE + "\"", "team", "edge", "remove", EDGE);
    assertThat(server.asked("DELETE /rest/v1/team_edges")).isEmpty();
  }

  @Test
  void aTeamRunThatWaitsForAPersonIsExitEight() {
    server
        .rpc("fn_start_team_run", '"' + RUN + '"')
        .json("GET /rest/v1/team_runs", 200, run("pending"));
    Terminal.Result result =
        signedIn().run("team", "run", "lead", FLOW, "-i", "topic=tea", "--require-approval");
    assertThat(result.exit()).isEqualTo(8);
    assertThat(result.err()).contains("clens approval approve " + RUN);
    assertThat(sent("fn_start_team_run"))
        .isEqualTo(
            json(
                """
                {"p_ai_lenser_id":"%s","p_workflow_id":"%s","p_inputs":{"topic":"tea"},"p_policy":"require_approval"}
                """
                    .formatted(AGENT, FLOW)));
  }

  @Test
  void aDetachedTeamRunPrintsItsIds() {
    server
        .rpc("fn_start_team_run", '"' + RUN + '"')
        .json("GET /rest/v1/team_runs", 200, run("not_required"));
    JsonNode row = json(ok("team", "run", "lead", FLOW, "--detach", "-o", "json").out());
    assertThat(row.path("id").asString()).isEqualTo(RUN);
    assertThat(row.path("workflow_run_id").asString()).isEqualTo(FLOW);
  }

  @Test
  void aTeamRunIsFollowedToItsEnd() {
    server
        .rpc("fn_start_team_run", '"' + RUN + '"')
        .json("GET /rest/v1/team_runs", 200, run("not_required"))
        .rpc("fn_get_workflow_node_results", "[]")
        .stream(
            "GET /v1/runs/" + FLOW + "/events",
            "id: 1\nevent: run.failed\ndata: {\"eventId\":1,\"type\":\"run.failed\",\"payload\":{}}\n\n");
    assertThat(signedIn().run("team", "run", "lead", FLOW, "-o", "jsonl").exit()).isEqualTo(3);
  }

  @Test
  void boardRunsAndCancel() {
    server
        .rpc("fn_list_agent_run_steps", "[{\"lane\":1,\"title\":\"Draft\",\"status\":\"running\"}]")
        .rpc("fn_list_team_runs", run("approved"))
        .json("GET /rest/v1/team_runs", 200, run("approved"))
        .rpc("fn_cancel_agent_run", "null")
        .rpc("fn_list_agent_teams", "[{\"name\":\"desk\",\"id\":\"" + TEAM + "\"}]");
    assertThat(ok("team", "board", RUN).out()).contains("Draft", "running");
    assertThat(ok("team", "runs", "lead").out()).contains(RUN, "approved");
    assertThat(ok("team", "list", "lead", "-o", "jsonl", "--fields", "name").out())
        .isEqualTo("{\"name\":\"desk\"}\n");
    assertThat(ok("team", "cancel", RUN).err().strip()).isEqualTo("cancelled team run " + RUN);
    assertThat(sent("fn_cancel_agent_run"))
        .isEqualTo(
            json("{\"p_team_run_id\":\"%s\",\"p_ai_lenser_id\":\"%s\"}".formatted(RUN, AGENT)));
  }

  @Test
  void anAssignmentNamesOneAssignee() {
    server.rpc("fn_create_workflow_assignment", ASSIGNMENT);
    ok("assign", "create", "lead", FLOW, "--approval", "{\"requiresApproval\":false}");
    JsonNode first = sent("fn_create_workflow_assignment");
    assertThat(first.path("p_assignee_kind").asString()).isEqualTo("agent");
    assertThat(first.path("p_assignee_ai_lenser_id").asString()).isEqualTo(AGENT);
    assertThat(first.path("p_approval_policy")).isEqualTo(json("{\"requiresApproval\":false}"));
    ok("assign", "create", "lead", FLOW, "--team", "desk");
    JsonNode second =
        json(server.asked("POST /rest/v1/rpc/fn_create_workflow_assignment").getLast().body());
    assertThat(second.path("p_assignee_kind").asString()).isEqualTo("team");
    assertThat(second.path("p_assignee_team_id").asString()).isEqualTo(TEAM);
    assertThat(second.has("p_assignee_ai_lenser_id")).isFalse();
    refused(
        2,
        "an assignment has one assignee",
        "assign",
        "create",
        "lead",
        FLOW,
        "--team",
        "desk",
        "--agent",
        "lead");
    refused(2, "\"{\" is no valid JSON", "assign", "create", "lead", FLOW, "--queue", "{");
  }

  @Test
  void anAssignmentIsChangedAndDeleted() {
    server
        .json("GET /rest/v1/workflow_assignments", 200, ASSIGNMENT)
        .json("PATCH /rest/v1/workflow_assignments", 204, "")
        .json("DELETE /rest/v1/workflow_assignments", 204, "");
    ok("assign", "update", EDGE, "--active", "off", "--queue", "{\"mode\":\"serial\"}");
    FakeServer.Asked patch = server.only("PATCH /rest/v1/workflow_assignments");
    assertThat(json(patch.body()))
        .isEqualTo(json("{\"is_active\":false,\"queue_policy\":{\"mode\":\"serial\"}}"));
    assertThat(patch.profile()).isEqualTo("agents");
    refused(2, "nothing to change", "assign", "update", EDGE);
    assertThat(ok("assign", "delete", EDGE).err()).contains("deleted assignment " + EDGE);
    assertThat(server.asked("DELETE /rest/v1/workflow_assignments")).hasSize(1);
  }

  @Test
  void everyGroupAndCommandHasAHelpLine() {
    for (String group : List.of("agent", "team", "assign", "approval", "memory", "tool", "cost")) {
      assertThat(ok(group, "--help").out()).contains("Commands:");
    }
    assertThat(ok("team", "member", "add", "--help").out())
        .contains(
            "clens team member add", "TEAM AGENT", "--responsibility=TEXT", "--output=FORMAT");
    Terminal.Result missing = signedIn().run("team", "member", "add", "desk");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("AGENT", "hint: see: clens team member add --help");
  }

  private static String run(String approval) {
    return "[{\"id\":\"%s\",\"workflow_run_id\":\"%s\",\"ai_lenser_id\":\"%s\",\"status\":\"queued\",\"approval_status\":\"%s\"}]"
        .formatted(RUN, FLOW, AGENT, approval);
  }

  private static String event(int id, String type, String payload) {
    return "id: %d\nevent: %s\ndata: {\"eventId\":%d,\"type\":\"%s\",\"payload\":%s}\n\n"
        .formatted(id, type, id, type, payload);
  }

  @Test
  void whatATeamDoesIsToldLineByLine() {
    server.stream(
        "GET /v1/team-runs/" + RUN + "/events",
        event(1, "dispatch.queued", "{\"trigger_mode\":\"manual\"}")
            + event(2, "tool.approval_required", "{\"invocation_id\":\"x\",\"tool\":\"mail\"}")
            + event(3, "run.completed", "{}"));
    assertThat(ok("team", "watch", RUN).out())
        .isEqualTo(
            """
            dispatch.queued         manual
            tool.approval_required  mail
            run.completed
            """);
  }

  @Test
  void aRejectedTeamRunEndsWithTheDecisionAndACallThatTimedOutDoesNotEndIt() {
    server.stream(
        "GET /v1/team-runs/" + RUN + "/events",
        event(1, "approval.timed_out", "{\"invocation_id\":\"x\"}")
            + event(2, "approval.decided", "{\"decision\":\"rejected\",\"reason\":\"no\"}"));
    Terminal.Result result = signedIn().run("team", "watch", RUN);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out().lines())
        .last()
        .asString()
        .isEqualTo("approval.decided        rejected");
  }

  @Test
  void aBrokenStreamIsTakenUpWhereItEnded() {
    String route = "GET /v1/team-runs/" + RUN + "/events";
    server.stream(route, event(1, "run.started", "{}")).stream(route, event(2, "run.failed", "{}"));
    Terminal.Result result = signedIn().run("team", "watch", RUN, "-o", "jsonl");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out().lines()).hasSize(2);
    assertThat(server.asked(route).stream().map(FakeServer.Asked::query))
        .containsExactly("after=0", "after=1");
  }
}
