package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step that failed for good is done once more: by another model, another agent, another team. */
final class FallbackTest {
  private static final String A = "f1000000-0000-7000-8000-00000000000a";
  private static final String B = "f1000000-0000-7000-8000-00000000000b";

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final Speaker model = new Speaker(FallbackTest::stumbles);
  private final UUID lead = office.agent("lead");
  private final UUID spare = office.agent("spare");
  private final UUID other = office.agent("other");
  private UUID team;
  private UUID crew;

  /** No words for whoever is not told that it stands in. */
  private static String stumbles(String prompt) {
    if (prompt.contains("Say something") && !prompt.contains("stand-in")) {
      throw new IllegalStateException("no words");
    }
    return prompt.contains("You review the work") ? "{\"approved\": true}" : "words";
  }

  @BeforeEach
  void open() {
    team = office.team(lead);
    office.member(team, lead, "lead", 0);
    crew = office.team(spare);
    office.run(
        "insert into ai.models (provider_id, key, name, support_level) select id, 'second', 'Second', 'runnable' from ai.providers where key = 'demo'");
    House.open(office, model, List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    ledger.close();
    office.close();
  }

  /** A member of the other team who is told there, and only there, that it stands in. */
  private UUID standIn(UUID agent, String role, int lane) {
    UUID member = office.member(crew, agent, role, lane);
    office.run(
        "insert into agents.personality_profiles (ai_lenser_id, name, system_prompt_patch) values (?, 'stands in', 'You are the stand-in.')",
        agent);
    office.run(
        "update agents.team_members m set personality_profile_id = p.id from agents.personality_profiles p where m.id = ? and p.ai_lenser_id = m.agent_id",
        member);
    return member;
  }

  private UUID start(String failure) {
    return start(
        failure,
        "'kind':'lens','config':{'template_body':'Say something'}",
        "'kind':'lens','config':{'template_body':'Go on from [[it]]'}");
  }

  private UUID start(String failure, String first, String second) {
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'first',%s},{'id':'%s','label':'second',%s}]"
                .formatted(A, first, B, second),
            "[{'source_node_id':'%s','target_node_id':'%s','target_param_label':'it'}]"
                .formatted(A, B));
    office.assign(
        lead,
        workflow,
        team,
        "{'approval':{'requiresApproval':false},'retry':{'maxRetries':0},'failure':{'mode':'fallback',%s}}"
            .formatted(failure));
    return office.start(lead, workflow, "{}");
  }

  private String step(UUID run, String title, String column) {
    return office.one(
        "select (%s)::text from agents.agent_run_steps where team_run_id = ? and title = ? and kind = 'work'"
            .formatted(column),
        run,
        title);
  }

  private String node(UUID run, String id, String column) {
    return office.one(
        "select (%s)::text from lenses.workflow_node_results where run_id = ? and node_id = ?"
            .formatted(column),
        office.runOf(run),
        UUID.fromString(id));
  }

  private String blocker(UUID run) {
    office.await("blocked", "select status from agents.team_runs where id = ?", run);
    return step(run, "first", "blocker_summary")
        + " | "
        + office.ask(
            "select metadata ->> 'reason' from agents.approval_requests_v where workflow_run_id = ?",
            office.runOf(run));
  }

  @Test
  void byAnotherModel() {
    model.says(prompt -> {
      if (model.requests.getLast().model().equals("writer")) {
        throw new IllegalStateException("no words");
      }
      return "words of the second";
    });
    UUID run =
        start(
            "'fallbackModelId':'demo/second'",
            "'kind':'lens','config':{'template_body':'Say something'}",
            "'kind':'transform','config':{'text':'[[it]]'}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.requests).extracting(r -> r.model()).containsExactly("writer", "second");
    assertThat(node(run, A, "output_data ->> 'output'")).isEqualTo("words of the second");
    assertThat(step(run, "first", "agent_id")).as("the same agent").isEqualTo(lead.toString());
    assertThat(
            office.texts(
                "select coalesce(payload ->> 'fallbackModel', '-') from lenses.workflow_run_events where run_id = ? and type = 'node.started' and node_id = ? order by event_id",
                office.runOf(run),
                UUID.fromString(A)))
        .containsExactly("-", "demo/second");
  }

  @Test
  void notByAModelThatNothingHereCanCall() {
    UUID workflow = office.workflow("[]", "[]");
    assertThat(
            office.tryAs(
                Identity.of(office.owner()),
                """
                select public.fn_create_workflow_assignment(?, ?, 'agent', ?,
                  p_failure_policy => '{"mode": "fallback", "fallbackModelId": "anthropic/claude-opus-4-6"}')::text
                """,
                lead,
                workflow,
                lead))
        .isEqualTo("22023");
  }

  @Test
  void byAnotherTeamWithItsOwnProfilesAndReviewer() {
    UUID does = standIn(spare, "writer", 0);
    UUID looks = office.member(crew, other, "reviewer", 1);
    office.edge(crew, does, looks, "reviews");
    UUID run = start("'fallbackAssigneeId':'%s'".formatted(crew));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(
            step(
                run,
                "first",
                "agent_id || ' ' || team_member_id || ' ' || (choice ->> 'substitute')"))
        .isEqualTo(spare + " " + does + " " + crew);
    assertThat(step(run, "second", "agent_id")).isEqualTo(lead.toString());
    assertThat(
            office.one(
                "select team_member_id || ' ' || status from agents.agent_run_steps where team_run_id = ? and kind = 'review'",
                run))
        .as("the reviewer of the team that took over")
        .isEqualTo(looks + " completed");
    assertThat(model.asked).filteredOn(prompt -> prompt.contains("stand-in")).hasSize(1);
    assertThat(node(run, A, "output_data #>> '{metadata,tainted}'"))
        .as("another agent said it")
        .isEqualTo("true");
    assertThat(node(run, B, "output_data #>> '{metadata,tainted}'")).isEqualTo("true");
  }

  @Test
  void byAnotherAgentAndAnotherModelAtOnce() {
    office.ask("select public.fn_update_agent_personality(?, 'I am a stand-in')::text", spare);
    UUID run = start("'fallbackAssigneeId':'%s','fallbackModelId':'demo/second'".formatted(spare));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.requests)
        .extracting(r -> r.model())
        .containsExactly("writer", "second", "writer");
    assertThat(step(run, "first", "agent_id")).isEqualTo(spare.toString());
  }

  @Test
  void notByWhoeverFailed() {
    office.member(crew, lead, "writer", 0);
    UUID run = start("'fallbackAssigneeId':'%s'".formatted(crew));
    assertThat(blocker(run)).contains("its own work failed");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void notByATeamThatIsPausedAndOnceItIsActiveByIt() {
    standIn(spare, "writer", 0);
    UUID run;
    office.run("update agents.teams set status = 'paused' where id = ?", crew);
    run = start("'fallbackAssigneeId':'%s'".formatted(crew));
    assertThat(blocker(run)).contains("there is no member");
    office.run("update agents.teams set status = 'active' where id = ?", crew);
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
        office.runOf(run),
        UUID.fromString(A));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(step(run, "first", "agent_id")).isEqualTo(spare.toString());
  }

  @Test
  void notByWhoeverIsGoneSinceThePolicyWasSaved() {
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'first','kind':'lens','config':{'template_body':'Say something'}}]"
                .formatted(A),
            "[]");
    office.assign(
        lead,
        workflow,
        team,
        "{'approval':{'requiresApproval':false},'retry':{'maxRetries':0},'failure':{'mode':'fallback','fallbackAssigneeId':'%s'}}"
            .formatted(spare));
    office.run("delete from agents.ai_lensers where id = ?", spare);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(blocker(run)).contains("nobody can work on it");
    assertThat(model.asked).as("nobody else was asked").hasSize(1);
  }

  @Test
  void notByWhoeverMayNotCallTheToolOfTheStep() {
    ledger.answers(500, entry -> "{}");
    String id =
        office.ask(
            "select id::text from public.fn_register_tool('look', 'Look', p_egress_class => 'read_only', p_endpoint_url => ?, p_http_method => 'GET')",
            ledger.uri("/look").toString());
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, UUID.fromString(id));
    UUID run =
        start(
            "'fallbackAssigneeId':'%s'".formatted(spare),
            "'kind':'tool','config':{'tool_key':'look','arguments':{}}",
            "'kind':'lens','config':{'template_body':'Go on from [[it]]'}");
    assertThat(blocker(run)).contains("may not call").contains("not assigned");
    assertThat(ledger.entries).hasSize(1);
  }
}
