package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows that start because something happened to a run of another one. */
final class TriggersTest {
  private final House house = new House();
  private Scheduler scheduler;
  private UUID first;
  private UUID second;

  @BeforeEach
  void open() {
    scheduler = new Scheduler(house.door(), Scheduler.Settings.of(true, () -> {}));
    first = house.workflow("first");
    second = house.taking("second");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void on(UUID workflow, UUID source, String event, @Nullable String filter) {
    house.rpc(
        "select public.fn_upsert_workflow_trigger(?::uuid, ?::uuid, ?, ?::jsonb)::text",
        workflow.toString(),
        source.toString(),
        event,
        filter);
  }

  private UUID start(UUID workflow) {
    return UUID.fromString(
        house.rpc("select public.fn_start_workflow_run(?::uuid)::text", workflow.toString()));
  }

  private void end(UUID run, String status) {
    house.run(
        "update lenses.workflow_runs set status = ?, completed_at = now() where id = ?",
        status,
        run);
  }

  private String runsOf(UUID workflow) {
    return house.one(
        "select count(*)::text from lenses.workflow_runs where workflow_id = ?", workflow);
  }

  @Test
  void theEndOfARunStartsAnotherOnce() throws Exception {
    on(
        second,
        first,
        "run.completed",
        "{\"type\": \"equals\", \"path\": \"status\", \"value\": \"completed\"}");
    UUID run = start(first);
    end(run, "completed");
    assertThat(scheduler.happen()).isEqualTo(1);
    assertThat(scheduler.happen()).isZero();
    assertThat(
            house.one(
                "select trigger_mode || ' ' || status || ' ' || (metadata ->> 'tainted') || ' ' || (metadata -> 'trigger' ->> 'source_run_id')"
                    + " from lenses.workflow_runs where workflow_id = ?",
                second))
        .isEqualTo("api queued true " + run);
    assertThat(
            house.one(
                "select context_inputs -> 'body' ->> 'run_id' from lenses.workflow_runs where workflow_id = ?",
                second))
        .isEqualTo(run.toString());
  }

  @Test
  void whatTheFilterOrTheEventDoesNotNameStartsNothing() throws Exception {
    on(second, first, "run.failed", null);
    on(
        second,
        first,
        "run.ended",
        "{\"type\": \"equals\", \"path\": \"status\", \"value\": \"cancelled\"}");
    end(start(first), "completed");
    scheduler.happen();
    assertThat(runsOf(second)).isEqualTo("0");
    end(start(first), "cancelled");
    scheduler.happen();
    assertThat(runsOf(second)).isEqualTo("1");
    assertThat(house.one("select count(*)::text from engine.happenings")).isEqualTo("0");
  }

  @Test
  void nobodyWaitingCostsNoRow() {
    end(start(first), "completed");
    assertThat(house.one("select count(*)::text from engine.happenings")).isEqualTo("0");
  }

  @Test
  void aCircleEndsBeforeAWorkflowComesTwice() throws Exception {
    on(second, first, "run.completed", null);
    on(first, second, "run.completed", null);
    end(start(first), "completed");
    scheduler.happen();
    end(
        UUID.fromString(
            house.one("select id::text from lenses.workflow_runs where workflow_id = ?", second)),
        "completed");
    scheduler.happen();
    assertThat(runsOf(first)).isEqualTo("1");
    assertThat(
            house.one(
                "select last_error_message from lenses.workflow_triggers where last_error_message is not null"))
        .isEqualTo("the workflow is part of the chain that led here");
  }

  @Test
  void oneThatFailsKeepsNoOtherBack() throws Exception {
    UUID third = house.workflow("third");
    on(second, first, "run.completed", null);
    on(third, first, "run.completed", null);
    house.run(
        "update lenses.workflows set status = 'archived', archived_at = now() where id = ?",
        second);
    end(start(first), "completed");
    scheduler.happen();
    assertThat(runsOf(second)).isEqualTo("0");
    assertThat(runsOf(third)).isEqualTo("1");
  }

  @Test
  void aDecisionStartsAWorkflow() throws Exception {
    UUID agent = house.agent("helper");
    on(
        second,
        first,
        "approval.decided",
        "{\"type\": \"equals\", \"path\": \"decision\", \"value\": \"rejected\"}");
    for (String decision : new String[] {"approved", "rejected"}) {
      String run =
          house.rpc(
              "select public.fn_start_team_run(?::uuid, ?::uuid, p_policy => 'require_approval')::text",
              agent.toString(),
              first.toString());
      house.rpc(
          "select request_id::text from public.fn_decide_approval(?::uuid, ?)", run, decision);
    }
    assertThat(scheduler.happen()).isEqualTo(2);
    assertThat(runsOf(second)).isEqualTo("1");
  }
}
