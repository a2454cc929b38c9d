package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a profile, a team or an edge names and is gone when a run comes to it blocks the run. */
final class GoneTest {
  private static final String FREE = "{'approval':{'requiresApproval':false}}";

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID lead = office.agent("lead");
  private UUID team;
  private UUID seat;

  /** The node of the newest workflow. */
  private UUID last = UUID.randomUUID();

  @BeforeEach
  void open() {
    team = office.team(lead);
    seat = office.member(team, lead, "lead", 0);
    House.open(office, model, List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    ledger.close();
    office.close();
  }

  private UUID start(String node) {
    last = UUID.randomUUID();
    UUID workflow = office.workflow("[{'id':'%s','label':'it',%s}]".formatted(last, node), "[]");
    office.assign(lead, workflow, team, FREE);
    return office.start(lead, workflow, "{}");
  }

  private UUID lens() {
    return start("'kind':'lens','config':{'template_body':'Say something'}");
  }

  private void goOn(UUID run) {
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
        office.runOf(run),
        last);
  }

  /** What the person is told who is asked about a run that does not go on. */
  private String blocked(UUID run) {
    office.await(
        "blocked",
        "select status from lenses.workflow_node_results where run_id = ?",
        office.runOf(run));
    return office.one(
        "select blocker_summary from agents.agent_run_steps where team_run_id = ? and kind = 'work'",
        run);
  }

  private void tool(String key) {
    String id =
        office.ask(
            "select id::text from public.fn_register_tool(?, ?, p_egress_class => 'read_only', p_endpoint_url => ?, p_http_method => 'GET')",
            key,
            key,
            ledger.uri("/" + key).toString());
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, UUID.fromString(id));
  }

  @Test
  void anAllowedToolThatIsGoneOpensNoOther() {
    tool("look");
    tool("peek");
    office.run(
        "insert into agents.tool_profiles (ai_lenser_id, name, allow_tools, requires_approval, is_default) values (?, 'own', '{look}', false, true)",
        lead);
    office.run("delete from agents.tools_registry where key = 'look'");
    UUID run = start("'kind':'tool','config':{'tool_key':'peek','arguments':{}}");
    assertThat(blocked(run)).contains("may not call").contains("not in profile");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void aModelThatLeftTheCatalogIsNotReplacedByTheDefault() {
    office.run(
        "insert into ai.models (provider_id, key, name, support_level) select id, 'second', 'Second', 'runnable' from ai.providers where key = 'demo'");
    office.run(
        "insert into agents.model_profiles (ai_lenser_id, name, provider_key, model_key, is_default) values (?, 'own', 'demo', 'second', true)",
        lead);
    office.run("delete from ai.models where key = 'second'");
    assertThat(blocked(lens())).contains("its model profile names no model that can be called");
    assertThat(model.asked).isEmpty();
  }

  @Test
  void aModelThatIsWithdrawnIsNotAskedByProfilesThatNameIt() {
    office.run(
        "insert into agents.model_profiles (ai_lenser_id, name, provider_key, model_key, is_default) values (?, 'own', 'demo', 'writer', true)",
        lead);
    office.run("update ai.models set support_level = 'deprecated' where key = 'writer'");
    assertThat(
            office.ask(
                "select public.fn_effective_agent_policy(?) #>> '{model,support_level}'", lead))
        .isEqualTo("deprecated");
    assertThat(blocked(lens())).contains("its model profile names no model that can be called");
    assertThat(model.asked).isEmpty();
  }

  @Test
  void theModelIsAskedWithTheSettingsOfItsProfile() {
    office.run(
        "insert into agents.model_profiles (ai_lenser_id, name, provider_key, model_key, params, is_default) values (?, 'own', 'demo', 'writer', '{\"temperature\": 0.25, \"maxTokens\": 77, \"seed\": 5}', true)",
        lead);
    office.awaitEnd(lens());
    assertThat(model.requests.getLast().params().temperature()).isEqualTo(0.25);
    assertThat(model.requests.getLast().params().maxTokens()).isEqualTo(77);
    assertThat(model.requests.getLast().params().seed()).isEqualTo(5);
    office.awaitEnd(
        start(
            "'kind':'lens','config':{'template_body':'Say it','model_params':{'temperature':1.5,'top_p':0.5,'stop':['END']}}"));
    assertThat(model.requests.getLast().params().temperature())
        .as("the node's own word")
        .isEqualTo(1.5);
    assertThat(model.requests.getLast().params().topP()).isEqualTo(0.5);
    assertThat(model.requests.getLast().params().stop()).containsExactly("END");
    assertThat(model.requests.getLast().params().maxTokens()).isEqualTo(77);
  }

  @Test
  void aTeamThatIsPausedDoesNotGoOnNorStart() {
    office.run("update agents.team_members set is_active = false where id = ?", seat);
    UUID run = lens();
    assertThat(blocked(run)).contains("switched off");
    office.run("update agents.teams set status = 'paused' where id = ?", team);
    office.run("update agents.team_members set is_active = true where id = ?", seat);
    goOn(run);
    office.await(
        "the team is paused",
        "select blocker_summary from agents.agent_run_steps where team_run_id = ?",
        run);
    assertThat(
            office.tryAs(
                Identity.of(office.owner()),
                "select public.fn_start_team_run(?, workflow_id)::text from agents.team_runs where id = ?",
                lead,
                run))
        .isEqualTo("55000");
    assertThat(model.asked).isEmpty();
    // the step says why before the node waits again
    blocked(run);
    office.run("update agents.teams set status = 'active' where id = ?", team);
    goOn(run);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void anAgentThatIsTakenBackWorksNoMoreAndItsMemoryStaysShut() {
    UUID stranger = UUID.randomUUID();
    Identity lender = office.person(stranger, "lender");
    UUID lent =
        UUID.fromString(
            office.askAs(
                lender,
                "select public.fn_create_ai_lenser((select public.fn_lensers_get_active_profile()).id, 'lent', 'Lent') ->> 'ai_lenser_id'"));
    office.run(
        "insert into agents.memory_profiles (ai_lenser_id, name, is_default) values (?, 'own', true)",
        lent);
    office.askAs(
        lender,
        "select public.fn_write_memory_entry((select id from agents.memory_profiles where ai_lenser_id = ?), 'project', 'user', 'a secret of the lender', 1)::text",
        lent);
    String grant =
        office.askAs(
            lender,
            "select id::text from public.fn_upsert_agent_ownership(?, ?, 'co_owner')",
            lent,
            office.owner());
    office.run("update agents.team_members set is_active = false where id = ?", seat);
    office.member(team, lent, "writer", 1);
    assertThat(office.awaitEnd(lens())).isEqualTo("completed");
    assertThat(model.asked.getLast()).contains("a secret of the lender");
    office.askAs(
        lender, "select public.fn_revoke_agent_ownership(?)::text", UUID.fromString(grant));
    assertThat(blocked(lens())).contains("nobody manages both");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void workWhoseReviewerIsAwayDoesNotCountUntilItHasLooked() {
    UUID critic = office.agent("critic");
    office.edge(team, seat, office.member(team, critic, "reviewer", 1), "reviews");
    model.says(prompt -> prompt.contains("You review the work") ? "{\"approved\": true}" : "words");
    office.ask("select public.fn_pause_agent(?)::text", critic);
    UUID run = lens();
    assertThat(blocked(run)).contains("must review it and cannot work now");
    goOn(run);
    office.await(
        "2",
        "select count(*) from lenses.workflow_run_events where run_id = ? and type = 'node.blocked'",
        office.runOf(run));
    office.ask("select public.fn_resume_agent(?)::text", critic);
    goOn(run);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).as("done once, looked at once").hasSize(2);
  }
}
