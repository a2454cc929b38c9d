package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Team runs from the assignment to the report, as an owner sees them. */
final class TeamRunTest {
  private static final String A = "f1000000-0000-7000-8000-00000000000a";
  private static final String B = "f1000000-0000-7000-8000-00000000000b";
  private static final String FREE = "{'approval':{'requiresApproval':false}}";

  private final Office office = new Office();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID lead = office.agent("lead");
  private final UUID hand = office.agent("hand");
  private UUID team;
  private UUID first;
  private UUID second;

  @BeforeEach
  void open() {
    team = office.team(lead);
    first = office.member(team, lead, "lead", 0);
    second = office.member(team, hand, "writer", 1);
    House.open(office, model, List.of());
  }

  @AfterEach
  void close() {
    try (office) {
      assertThat(
              office.one(
                  """
                  select count(*) from agents.team_runs r where r.last_event_id <>
                    (select count(*) from agents.agent_run_events e where e.team_run_id = r.id)
                    or r.last_event_id <> (select coalesce(max(e.event_id), 0) from agents.agent_run_events e where e.team_run_id = r.id)
                  """))
          .as("team runs whose event ids have holes")
          .isEqualTo("0");
    }
  }

  private UUID two() {
    return office.workflow(
        "[{'id':'%s','kind':'lens','label':'first','config':{'template_body':'Say something'}},{'id':'%s','kind':'lens','label':'second','config':{'template_body':'Go on from [[it]]'}}]"
            .formatted(A, B),
        "[{'source_node_id':'%s','target_node_id':'%s','target_param_label':'it'}]"
            .formatted(A, B));
  }

  private String step(UUID run, String title, String column) {
    return office.one(
        "select (%s)::text from agents.agent_run_steps where team_run_id = ? and title = ? and kind = 'work'"
            .formatted(column),
        run,
        title);
  }

  @Test
  void stepsAreGivenOutTellTheirReasonAndAreClosedWithTheRun() {
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(step(run, "first", "status || ' ' || lane || ' ' || (choice ->> 'reason')"))
        .isEqualTo("completed 0 the first who can, by lane and place");
    assertThat(step(run, "second", "recent_output_summary")).isEqualTo("words");
    assertThat(office.events(run))
        .startsWith("dispatch.queued", "step.assigned")
        .contains("step.assigned", "node.started", "node.completed")
        .endsWith("run.completed")
        .containsOnlyOnce("run.completed");
    assertThat(
            office.one(
                "select report ->> 'outcome' || ' ' || (report #>> '{steps,completed}') || ' ' || ((report #>> '{cost,output_tokens}')::int > 0) from agents.team_runs where id = ?",
                run))
        .isEqualTo("completed 2 true");
    assertThat(office.one("select scratchpad_version from agents.team_runs where id = ?", run))
        .isEqualTo("2");
  }

  @Test
  void whoTakesOverGoesFirstAndTheHandoverIsAnEvent() {
    office.edge(team, first, second, "handoff");
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(step(run, "first", "team_member_id")).isEqualTo(first.toString());
    assertThat(step(run, "second", "team_member_id")).isEqualTo(second.toString());
    assertThat(office.events(run)).contains("step.handoff");
  }

  @Test
  void whoReportsIsReportedToEachEvent() {
    office.edge(team, first, second, "reports_to");
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    office.awaitEnd(run);
    assertThat(
            office.one(
                "select string_agg(distinct payload ->> 'reported_to', '') from agents.agent_run_events where team_run_id = ? and event_type = 'node.completed'",
                run))
        .contains(second.toString());
  }

  @Test
  void aReviewerAsksForChangesOnceAndTheSecondRoundCounts() {
    office.edge(team, first, second, "reviews");
    model.says(prompt -> {
      if (prompt.contains("You review the work")) {
        return prompt.contains("better words")
            ? "{\"approved\": true}"
            : "{\"approved\": false, \"notes\": \"say it better\"}";
      }
      return prompt.contains("say it better") ? "better words" : "poor words";
    });
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(step(run, "first", "recent_output_summary")).isEqualTo("better words");
    assertThat(
            office.texts(
                "select payload ->> 'verdict' from agents.agent_run_events where team_run_id = ? and event_type = 'step.review.decided' order by event_id limit 2",
                run))
        .containsExactly("changes_requested", "approved");
  }

  @Test
  void whatAReviewerDoesNotApproveTwiceDoesNotCount() {
    office.edge(team, first, second, "reviews");
    model.says(prompt ->
        prompt.contains("You review the work")
            ? "{\"approved\": false, \"notes\": \"no\"}"
            : "words");
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(step(run, "first", "status || ' ' || blocker_summary"))
        .startsWith("failed")
        .contains("did not approve it: no");
    assertThat(step(run, "second", "status")).isEqualTo("skipped");
  }

  @Test
  void whoSharesContextIsReadByTheOther() {
    office.edge(team, first, second, "shares_context");
    office.edge(team, first, second, "handoff");
    office.run(
        "update agents.memory_profiles set isolation_mode = 'shared_team' where ai_lenser_id = ?",
        lead);
    office.ask(
        "select public.fn_write_memory_entry((select id from agents.memory_profiles where ai_lenser_id = ?), 'project', 'user', 'the ferry leaves at nine', 0.9)::text",
        lead);
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    String second = model.asked.getLast();
    assertThat(second).contains("- first: words").contains("- [0.9] the ferry leaves at nine");
    assertThat(
            office.one(
                "select count(*) from agents.memory_access_logs where action = 'read' and team_run_id = ?",
                run))
        .isEqualTo("2");
  }

  @Test
  void withNobodyThereTheStepWaitsInTheQueueUntilSomebodyIs() {
    office.run("update agents.team_members set is_active = false where team_id = ?", team);
    UUID workflow = two();
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{}");
    office.await("blocked", "select status from agents.team_runs where id = ?", run);
    assertThat(
            office.ask(
                "select request_kind || ' ' || run_status from agents.approval_requests_v where workflow_run_id = ?",
                office.runOf(run)))
        .isEqualTo("node blocked");
    assertThat(step(run, "first", "status || ' ' || blocker_summary"))
        .startsWith("blocked nobody can work on it");
    office.run("update agents.team_members set is_active = true where team_id = ?", team);
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
        office.runOf(run),
        UUID.fromString(A));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void underEveryNodeEachStepWaitsForItsOwnApproval() {
    UUID workflow = two();
    office.assign(
        lead, workflow, team, "{'approval':{'requiresApproval':true,'mode':'every_node'}}");
    UUID run = office.start(lead, workflow, "{}");
    office.ask("select approval_status from public.fn_decide_approval(?, 'approved')", run);
    office.await(
        "blocked",
        "select status from agents.agent_run_steps where team_run_id = ? and title = 'first'",
        run);
    assertThat(model.asked).isEmpty();
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
        office.runOf(run),
        UUID.fromString(A));
    office.await(
        "blocked",
        "select status from agents.agent_run_steps where team_run_id = ? and title = 'second'",
        run);
    assertThat(model.asked).hasSize(1);
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": false, \"reason\": \"not this\"}')::text",
        office.runOf(run),
        UUID.fromString(B));
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(step(run, "second", "status || ' ' || blocker_summary"))
        .isEqualTo("failed node \"second\" was not approved: not this");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void aFailedMemberIsReplacedByTheAgentThatThePolicyNames() {
    UUID helper = office.agent("helper");
    model.says(prompt -> {
      if (!prompt.contains("Say something")) {
        return "words";
      }
      throw new IllegalStateException("no words");
    });
    office.ask("select public.fn_update_agent_personality(?, 'I am the helper')::text", helper);
    UUID workflow = two();
    office.assign(
        lead,
        workflow,
        team,
        "{'approval':{'requiresApproval':false},'retry':{'maxRetries':0},'failure':{'mode':'fallback','fallbackAssigneeId':'%s'}}"
            .formatted(helper));
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(step(run, "first", "agent_id || ' ' || (choice ->> 'substitute')"))
        .isEqualTo(helper + " " + helper);
    assertThat(model.asked.getLast()).contains("I am the helper");
  }
}
