package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents and their limits on the command line. */
final class AgentCommandsTest extends SignedInTest {
  private static final String ME = "0197d4c0-0000-7000-8000-000000000001";
  private static final String TEAM = "0197d4c0-0000-7000-8000-0000000000b1";
  private static final String LEAD = "0197d4c0-0000-7000-8000-0000000000c1";
  private static final String CRITIC = "0197d4c0-0000-7000-8000-0000000000c2";
  private static final String EDGE = "0197d4c0-0000-7000-8000-0000000000f1";
  private static final String TEAMS = "GET /rest/v1/teams";

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
  void agentsAreListedForTheirOwner() {
    server.rpc(
        "fn_list_agents_by_owner",
        "[{\"handle\":\"lead\",\"display_name\":\"Lead\",\"is_active\":true,\"ai_lenser_id\":\"%s\"}]"
            .formatted(AGENT));
    Terminal.Result result = ok("agent", "list");
    assertThat(result.out().lines().findFirst().orElseThrow())
        .matches("HANDLE +NAME +ACTIVE +CREATED +ID");
    assertThat(result.out()).contains("lead", "Lead", AGENT);
    assertThat(sent("fn_list_agents_by_owner"))
        .isEqualTo(json("{\"p_owner_lenser_id\":\"" + ME + "\"}"));
    assertThat(ok("agent", "list", "-o", "name").out()).isEqualTo("lead\n");
  }

  @Test
  void anAgentIsMadeWithItsOwner() {
    server.rpc(
        "fn_create_ai_lenser",
        "{\"profile_id\":\"p\",\"ai_lenser_id\":\"" + AGENT + "\",\"status\":\"created\"}");
    assertThat(ok("agent", "create", "lead", "The lead", "--model", "m-1").out()).contains(AGENT);
    assertThat(sent("fn_create_ai_lenser"))
        .isEqualTo(
            json(
                "{\"p_owner_lenser_id\":\"%s\",\"p_handle\":\"lead\",\"p_display_name\":\"The lead\",\"p_ai_model_id\":\"m-1\"}"
                    .formatted(ME)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suspend lead         | fn_pause_agent        | {\"p_ai_lenser_id\":\"A\"}                    | suspended lead",
        "resume lead          | fn_resume_agent       | {\"p_ai_lenser_id\":\"A\"}                    | resumed lead",
        "kill-switch lead on  | fn_toggle_kill_switch | {\"p_ai_lenser_id\":\"A\",\"p_enabled\":true}  | the kill switch of lead is on",
        "kill-switch lead off | fn_toggle_kill_switch | {\"p_ai_lenser_id\":\"A\",\"p_enabled\":false} | the kill switch of lead is off"
      })
  void whatIsDoneToAnAgentIsANote(String words, String function, String body, String said) {
    server.rpc(function, "null");
    Terminal.Result result = ok(("agent " + words).split(" "));
    assertThat(result.out()).isEmpty();
    assertThat(result.err().strip()).isEqualTo(said);
    assertThat(sent(function)).isEqualTo(json(body.replace("\"A\"", '"' + AGENT + '"')));
  }

  @Test
  void aSwitchIsOnOrOff() {
    refused(2, "\"maybe\" is neither on nor off", "agent", "kill-switch", AGENT, "maybe");
  }

  @Test
  void anAgentThatIsNotThereIsExitFive() {
    try (FakeServer empty = new FakeServer()) {
      empty.json("GET /rest/v1/profiles", 200, "[]").rpc("fn_get_agent_profile", "null");
      Terminal terminal = Terminal.signedIn(empty, dir);
      Terminal.Result result = terminal.run("agent", "suspend", "nobody");
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.err()).startsWith("error: no profile \"nobody\"");
      result = terminal.run("agent", "get", AGENT);
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.err()).startsWith("error: no agent \"" + AGENT + "\"\nhint: list yours");
    }
  }

  @Test
  void aPersonIsNoAgent() {
    try (FakeServer people = new FakeServer()) {
      people
          .json("GET /rest/v1/profiles", 200, "[{\"id\":\"" + ME + "\"}]")
          .rpc("fn_get_agent_profile_by_profile_id", "null");
      Terminal.Result result = Terminal.signedIn(people, dir).run("agent", "suspend", "ada");
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.err()).startsWith("error: no agent \"ada\"");
    }
  }

  @Test
  void anAgentIsChangedByPatches() {
    server
        .rpc("fn_update_agent_profile", "null")
        .rpc("fn_update_workspace_settings", "{}")
        .rpc("fn_update_agent_personality", "null")
        .rpc("fn_get_agent_profile", "{\"handle\":\"lead\",\"ai_lenser_id\":\"" + AGENT + "\"}");
    Terminal.Result result =
        signedIn()
            .typing("be brief")
            .run(
                "agent",
                "update",
                "lead",
                "--set",
                "display_name=Boss",
                "--setting",
                "budget_enforce:=true",
                "--personality",
                "-");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(sent("fn_update_agent_profile").path("p_patch"))
        .isEqualTo(json("{\"display_name\":\"Boss\"}"));
    assertThat(sent("fn_update_workspace_settings").path("p_patch"))
        .isEqualTo(json("{\"budget_enforce\":true}"));
    assertThat(sent("fn_update_agent_personality").path("p_personality_note").asString())
        .isEqualTo("be brief");
    refused(2, "nothing to change", "agent", "update", "lead");
  }

  @Test
  void thePolicyNamesTheSourceOfEachValue() {
    String policy =
        """
        {"ai_lenser_id":"%s","team_member_id":null,
         "policy":{"source":"agents.policies","spending_limit_credits":500},
         "tools":{"source":"team_member","deny_tools":["mail"]}}
        """
            .formatted(AGENT);
    server.rpc("fn_effective_agent_policy", policy);
    assertThat(ok("agent", "policy", "lead", "--member", LEAD).out().lines().map(String::strip))
        .anyMatch(line -> line.matches("policy +spending_limit_credits +agents.policies +500"))
        .anyMatch(line -> line.matches("tools +deny_tools +team_member +\\[\"mail\"]"))
        .noneMatch(line -> line.contains("source"));
    assertThat(sent("fn_effective_agent_policy").path("p_team_member_id").asString())
        .isEqualTo(LEAD);
    assertThat(json(ok("agent", "policy", "lead", "-o", "json").out())).isEqualTo(json(policy));
  }

  @Test
  void aLimitIsSetBeforeThePolicyIsShown() {
    server.rpc("fn_update_agent_policy", "null").rpc("fn_effective_agent_policy", "{}");
    ok("agent", "policy", AGENT, "--set", "max_parallel_runs:=2");
    assertThat(sent("fn_update_agent_policy"))
        .isEqualTo(
            json(
                "{\"p_ai_lenser_id\":\"%s\",\"p_patch\":{\"max_parallel_runs\":2}}"
                    .formatted(AGENT)));
    assertThat(server.everything().getLast().route()).endsWith("fn_effective_agent_policy");
  }

  @Test
  void limitsGoAlongAsArguments() {
    server.rpc("fn_get_agent_automation_feed", "[{\"kind\":\"run\",\"title\":\"Brief\"}]");
    assertThat(ok("agent", "feed", "lead", "--limit", "7").out()).contains("Brief");
    assertThat(sent("fn_get_agent_automation_feed").path("p_limit").asInt()).isEqualTo(7);
  }
}
