package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No trigger gets round an approval: every policy with every source and assignee, against one
 * table.
 */
final class ApprovalsTest {

  /** What a policy says, and whether a run then waits for a person before it begins. */
  private static final Map<String, Boolean> POLICIES =
      Map.of(
          "{\"requiresApproval\": true}", true,
          "{\"requiresApproval\": true, \"mode\": \"every_run\"}", true,
          "{\"requiresApproval\": true, \"mode\": \"every_node\"}", true,
          "{\"requiresApproval\": true, \"mode\": \"sensitive_actions\"}", false,
          "{\"requiresApproval\": true, \"mode\": \"on_block\"}", false,
          "{\"requiresApproval\": false}", false);

  private static final String ASKS = "{\"requiresApproval\": true}";
  private static final String ASKS_NOT = "{\"requiresApproval\": false}";

  private static final String WHAT_CAME_OF_IT =
      """
      select string_agg(r.status || ' ' || coalesce(t.approval_status, a.status, 'not_required') || ' '
        || exists (select from engine.run_queue q where q.run_id = r.id) || ' ' || (t.team_id is not null), ', ')
      from lenses.workflow_runs r
      left join agents.team_runs t on t.workflow_run_id = r.id
      left join lenses.run_approvals a on a.run_id = r.id
      where r.workflow_id = ?
      """;

  private enum Source {
    TEAM_RUN,
    SCHEDULE,
    SCHEDULE_THAT_ASKS,
    SCHEDULE_OF_AN_ASSIGNMENT,
    TRIGGERED_NOW,
    BACKFILL,
    WEBHOOK,
    EVENT
  }

  private enum Assignee {
    AGENT,
    TEAM
  }

  /** Who does what. */
  private record Roles(UUID workflow, UUID agent, @Nullable UUID team, UUID assignment) {
    UUID assignee() {
      return team == null ? agent : team;
    }
  }

  @TestFactory
  List<DynamicTest> everyPolicyWithEverySourceAndAssignee() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Source source : Source.values()) {
      for (Assignee assignee : Assignee.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                source + " as " + assignee, () -> everyPolicy(source, assignee)));
      }
    }
    return tests;
  }

  private static void everyPolicy(Source source, Assignee assignee) throws Exception {
    try (House house = new House()) {
      int number = 0;
      for (Map.Entry<String, Boolean> policy : POLICIES.entrySet()) {
        Roles roles = roles(house, assignee, policy.getKey(), number++);
        start(house, source, roles);
        boolean waits = policy.getValue() || source == Source.SCHEDULE_THAT_ASKS;
        String team = " " + (assignee == Assignee.TEAM);
        assertThat(house.one(WHAT_CAME_OF_IT, roles.workflow()))
            .as("%s as %s under %s", source, assignee, policy.getKey())
            .isEqualTo((waits ? "validated pending false" : "queued not_required true") + team);
      }
    }
  }

  private static Roles roles(House house, Assignee assignee, String policy, int number) {
    UUID workflow = house.workflow("flow " + number);
    UUID agent = house.agent("helper" + number);
    if (assignee == Assignee.AGENT) {
      return new Roles(workflow, agent, null, house.assignment(agent, workflow, policy));
    }
    UUID team = house.team(agent, workflow, policy);
    UUID assignment =
        UUID.fromString(
            house.one(
                "select id::text from agents.workflow_assignments where assignee_team_id = ?",
                team));
    return new Roles(workflow, agent, team, assignment);
  }

  private static void start(House house, Source source, Roles roles) throws Exception {
    switch (source) {
      case TEAM_RUN ->
          house.rpc(
              "select public.fn_start_team_run(?::uuid, ?::uuid)::text",
              roles.agent().toString(),
              roles.workflow().toString());
      case SCHEDULE -> dispatch(house, schedule(house, roles, ASKS_NOT));
      case SCHEDULE_THAT_ASKS -> dispatch(house, schedule(house, roles, ASKS));
      case SCHEDULE_OF_AN_ASSIGNMENT -> dispatch(house, ofAssignment(house, roles));
      case TRIGGERED_NOW -> now(house, schedule(house, roles, ASKS_NOT));
      case BACKFILL -> backfill(house, schedule(house, roles, ASKS_NOT));
      case WEBHOOK -> webhook(house, roles.workflow(), roles.assignment());
      case EVENT -> event(house, roles.workflow(), roles.assignment());
    }
  }

  private static void dispatch(House house, UUID schedule) {
    house.one("select lenses.dispatch_schedule(?, now())::text", schedule);
  }

  private static void now(House house, UUID schedule) {
    house.rpc("select public.fn_trigger_workflow_schedule(?)::text", schedule);
  }

  private static void backfill(House house, UUID schedule) {
    house.rpc(
        "select public.fn_backfill_schedule(?, '2026-01-01', false, '{\"cron_expr\": \"* * * * *\", \"timezone\": \"UTC\", \"fires\": [\"2026-01-01T00:00Z\"]}')::text",
        schedule);
  }

  private static void webhook(House house, UUID workflow, @Nullable UUID assignment) {
    house.rpc(
        "select lenses.set_webhook_secret(?::uuid, 's', 'w', 'k', 'h')::text", workflow.toString());
    house.rpc(
        "select public.fn_update_workflow_webhook(?::uuid, true, ?::uuid)::text",
        workflow.toString(),
        assignment == null ? null : assignment.toString());
    house.one(
        "select f.status from lenses.workflow_triggers t, lenses.fire_trigger(t.id, 'm1', '{}') f where t.workflow_id = ?",
        workflow);
  }

  private static void event(House house, UUID workflow, @Nullable UUID assignment)
      throws Exception {
    UUID other = house.workflow("source of " + workflow);
    house.rpc(
        "select public.fn_upsert_workflow_trigger(?::uuid, ?::uuid, p_workflow_assignment_id => ?::uuid)::text",
        workflow.toString(),
        other.toString(),
        assignment == null ? null : assignment.toString());
    String run = house.rpc("select public.fn_start_workflow_run(?::uuid)::text", other.toString());
    house.run(
        "update lenses.workflow_runs set status = 'completed', completed_at = now() where id = ?::uuid",
        run);
    new Scheduler(house.door(), Scheduler.Settings.of(true, () -> {})).happen();
  }

  private static UUID schedule(House house, Roles roles, String policy) {
    return UUID.fromString(
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_assignee_id => ?::uuid, p_approval_policy => ?::jsonb)",
            roles.workflow().toString(),
            roles.assignee().toString(),
            policy));
  }

  /** A schedule that names nobody but the assignment. */
  private static UUID ofAssignment(House house, Roles roles) {
    return UUID.fromString(
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_workflow_assignment_id => ?::uuid, p_approval_policy => ?::jsonb)",
            roles.workflow().toString(),
            roles.assignment().toString(),
            ASKS_NOT));
  }

  /** Without an agent the one as whom the run is to run is asked. */
  @TestFactory
  List<DynamicTest> everyPolicyWithEverySourceAndNoAgent() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Source source :
        List.of(
            Source.SCHEDULE, Source.TRIGGERED_NOW, Source.BACKFILL, Source.WEBHOOK, Source.EVENT)) {
      tests.add(DynamicTest.dynamicTest(source + " as its author", () -> everyPolicy(source)));
    }
    return tests;
  }

  private static void everyPolicy(Source source) throws Exception {
    try (House house = new House()) {
      int number = 0;
      for (Map.Entry<String, Boolean> policy : POLICIES.entrySet()) {
        UUID workflow = house.workflow("flow " + number++);
        boolean scheduled = source != Source.WEBHOOK && source != Source.EVENT;
        startAsAuthor(house, source, workflow, policy.getKey());
        boolean waits = scheduled && policy.getValue();
        assertThat(house.one(WHAT_CAME_OF_IT, workflow))
            .as("%s under %s", source, policy.getKey())
            .isEqualTo(waits ? "validated pending false false" : "queued not_required true false");
      }
    }
  }

  private static void startAsAuthor(House house, Source source, UUID workflow, String policy)
      throws Exception {
    switch (source) {
      case SCHEDULE -> dispatch(house, plain(house, workflow, policy));
      case TRIGGERED_NOW -> now(house, plain(house, workflow, policy));
      case BACKFILL -> backfill(house, plain(house, workflow, policy));
      case WEBHOOK -> webhook(house, workflow, null);
      case EVENT -> event(house, workflow, null);
      case TEAM_RUN, SCHEDULE_THAT_ASKS, SCHEDULE_OF_AN_ASSIGNMENT ->
          throw new IllegalArgumentException(source + " needs an agent");
    }
  }

  private static UUID plain(House house, UUID workflow, String policy) {
    return UUID.fromString(
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_approval_policy => ?::jsonb)",
            workflow.toString(),
            policy));
  }
}
