package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No trigger gets round an approval: every policy with every source, against one table. */
final class ApprovalsTest {

  /** What the assignment says, and whether a run then waits for a person. */
  private static final Map<String, Boolean> POLICIES =
      Map.of(
          "{\"requiresApproval\": true}", true,
          "{\"requiresApproval\": true, \"mode\": \"every_run\"}", true,
          "{\"requiresApproval\": true, \"mode\": \"every_node\"}", true,
          "{\"requiresApproval\": true, \"mode\": \"sensitive_actions\"}", false,
          "{\"requiresApproval\": true, \"mode\": \"on_block\"}", false,
          "{\"requiresApproval\": false}", false);

  private enum Source {
    TEAM_RUN,
    SCHEDULE,
    SCHEDULE_THAT_ASKS_NOT,
    SCHEDULE_THAT_ASKS,
    TRIGGERED_NOW,
    BACKFILL,
    WEBHOOK,
    EVENT
  }

  @TestFactory
  List<DynamicTest> everyPolicyWithEverySource() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Source source : Source.values()) {
      tests.add(DynamicTest.dynamicTest(source.name(), () -> everyPolicy(source)));
    }
    return tests;
  }

  private static void everyPolicy(Source source) throws Exception {
    try (House house = new House()) {
      int number = 0;
      for (Map.Entry<String, Boolean> policy : POLICIES.entrySet()) {
        UUID workflow = house.workflow("flow " + number);
        UUID agent = house.agent("helper" + number++);
        UUID assignment = house.assignment(agent, workflow, policy.getKey());
        start(house, source, new Roles(workflow, agent, assignment));
        boolean waits = policy.getValue() || source == Source.SCHEDULE_THAT_ASKS;
        assertThat(
                house.one(
                    """
                    select r.status || ' ' || t.approval_status || ' ' || exists (select from engine.run_queue q where q.run_id = r.id)
                    from lenses.workflow_runs r join agents.team_runs t on t.workflow_run_id = r.id where r.workflow_id = ?
                    """,
                    workflow))
            .as("%s under %s", source, policy.getKey())
            .isEqualTo(waits ? "validated pending false" : "queued not_required true");
      }
    }
  }

  private record Roles(UUID workflow, UUID agent, UUID assignment) {}

  private static void start(House house, Source source, Roles roles) throws Exception {
    switch (source) {
      case TEAM_RUN ->
          house.rpc(
              "select public.fn_start_team_run(?::uuid, ?::uuid)::text",
              roles.agent().toString(),
              roles.workflow().toString());
      case SCHEDULE, SCHEDULE_THAT_ASKS_NOT ->
          house.one(
              "select lenses.dispatch_schedule(?, now())::text",
              schedule(house, roles, "{\"requiresApproval\": false}"));
      case SCHEDULE_THAT_ASKS ->
          house.one(
              "select lenses.dispatch_schedule(?, now())::text",
              schedule(house, roles, "{\"requiresApproval\": true}"));
      case TRIGGERED_NOW ->
          house.rpc(
              "select public.fn_trigger_workflow_schedule(?)::text",
              schedule(house, roles, "{\"requiresApproval\": false}"));
      case BACKFILL ->
          house.rpc(
              "select public.fn_backfill_schedule(?, '2026-01-01', false, '{\"cron_expr\": \"* * * * *\", \"timezone\": \"UTC\", \"fires\": [\"2026-01-01T00:00Z\"]}')::text",
              schedule(house, roles, "{\"requiresApproval\": false}"));
      case WEBHOOK -> {
        house.rpc(
            "select lenses.set_webhook_secret(?::uuid, 's', 'w', 'k', 'h')::text",
            roles.workflow().toString());
        house.rpc(
            "select public.fn_update_workflow_webhook(?::uuid, true, ?::uuid)::text",
            roles.workflow().toString(),
            roles.assignment().toString());
        house.one(
            "select f.status from lenses.workflow_triggers t, lenses.fire_trigger(t.id, 'm1', '{}') f where t.workflow_id = ?",
            roles.workflow());
      }
      case EVENT -> {
        UUID source1 = house.workflow("source of " + roles.workflow());
        house.rpc(
            "select public.fn_upsert_workflow_trigger(?::uuid, ?::uuid, p_workflow_assignment_id => ?::uuid)::text",
            roles.workflow().toString(),
            source1.toString(),
            roles.assignment().toString());
        String run =
            house.rpc("select public.fn_start_workflow_run(?::uuid)::text", source1.toString());
        house.run(
            "update lenses.workflow_runs set status = 'completed', completed_at = now() where id = ?::uuid",
            run);
        new Scheduler(house.door(), Scheduler.Settings.of(true, () -> {})).happen();
      }
    }
  }

  private static UUID schedule(House house, Roles roles, String policy) {
    return UUID.fromString(
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_assignee_id => ?::uuid, p_approval_policy => ?::jsonb)",
            roles.workflow().toString(),
            roles.agent().toString(),
            policy));
  }
}
