package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schedule without an agent whose policy asks: its author decides, once and in time. */
final class OwnApprovalsTest {
  private static final String SEEN =
      "select request_kind || ' ' || approval_status || ' ' || title || ' ' || (expires_at > now()) from agents.approval_requests_v where request_id = ?::uuid";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  /** A run that waits for its author. */
  private String waiting(String policy) {
    UUID workflow = house.taking("flow");
    String schedule =
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_approval_policy => ?::jsonb,"
                + " p_inputs_template => '{\"body\": \"first\"}', p_queue_policy => '{\"priority\": 4}')",
            workflow.toString(),
            policy);
    house.one("select lenses.dispatch_schedule(?::uuid, now())::text", schedule);
    assertThat(
            house.one(
                "select last_dispatch_status from lenses.workflow_schedules where id = ?::uuid",
                schedule))
        .isEqualTo("awaiting_approval");
    return house.one(
        "select run_id::text from lenses.run_approvals where workflow_id = ?", workflow);
  }

  private String waiting() {
    return waiting("{\"requiresApproval\": true}");
  }

  private String decide(String run, String decision, @Nullable String modifications) {
    return house.rpc(
        "select approval_status || ' ' || run_status || ' ' || (metadata ->> 'decision') || ' ' || (ai_lenser_id is null)"
            + " from public.fn_decide_approval(?::uuid, ?, 'because', ?::jsonb)",
        run,
        decision,
        modifications);
  }

  private String queued(String run) {
    return house.one(
        "select coalesce((select priority || ' ' || cancel_asked from engine.run_queue where run_id = ?::uuid), 'off')",
        run);
  }

  private void audited(String run, String action) {
    assertThat(
            house.one(
                "select count(*)::text from audit.log where subject_id = ?::uuid and action = ?",
                run,
                action))
        .as(action)
        .isEqualTo("1");
  }

  @Test
  void itWaitsInTheQueueOfApprovalsAndNowhereElse() {
    String run = waiting();
    assertThat(house.rpc(SEEN, run)).isEqualTo("run pending flow true");
    assertThat(house.rpc("select public.fn_get_approval_request(?::uuid) ->> 'request_kind'", run))
        .isEqualTo("run");
    assertThat(queued(run)).isEqualTo("off");
  }

  @Test
  void approvedItGoesToTheQueueWithItsPriority() {
    String run = waiting();
    assertThat(decide(run, "approved", null)).isEqualTo("approved queued approved true");
    assertThat(queued(run)).isEqualTo("4 false");
    assertThat(house.rpc(SEEN, run)).as("decided").isEqualTo("nothing");
    audited(run, "approval.decided");
  }

  @Test
  void modifiedItGetsOtherInputsAndOnlyThoseThatFit() {
    String run = waiting();
    assertThatThrownBy(() -> decide(run, "modified", "{\"colour\": \"red\"}"))
        .hasMessageContaining("colour");
    assertThat(decide(run, "modified", "{\"body\": \"second\"}"))
        .isEqualTo("approved queued modified true");
    assertThat(
            house.one(
                "select context_inputs ->> 'body' from lenses.workflow_runs where id = ?::uuid",
                run))
        .isEqualTo("second");
  }

  @Test
  void rejectedItIsTakenOnlyToBeEnded() {
    String run = waiting();
    assertThat(decide(run, "rejected", null)).isEqualTo("rejected validated rejected true");
    assertThat(queued(run)).endsWith(" true");
    audited(run, "approval.decided");
  }

  @Test
  void theFirstDecisionStands() {
    String run = waiting();
    decide(run, "rejected", null);
    assertThatThrownBy(() -> decide(run, "approved", null))
        .hasMessageContaining("it was decided already: rejected");
  }

  @Test
  void ofManyThatDecideAtOnceOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String run = waiting();
      CountDownLatch ready = new CountDownLatch(4);
      List<String> won = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<String>> decisions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          String decision = i % 2 == 0 ? "approved" : "rejected";
          decisions.add(
              threads.submit(() -> {
                ready.countDown();
                ready.await();
                return decide(run, decision, null);
              }));
        }
        for (Future<String> decision : decisions) {
          try {
            won.add(decision.get());
          } catch (ExecutionException e) {
            assertThat(e.getCause()).hasMessageContaining("it was decided already");
          }
        }
      }
      assertThat(won).hasSize(1);
    }
  }

  @Test
  void whoIsNotItsAuthorSeesAndDecidesNothing() {
    String run = waiting();
    UUID stranger =
        UUID.fromString(
            house.one("select auth.sign_up('stranger@example.org', 'no password') ->> 'id'"));
    assertThatThrownBy(() ->
            house.test.usePersona(
                Identity.of(stranger),
                handle ->
                    handle.execute("select public.fn_decide_approval(?::uuid, 'approved')", run)))
        .hasMessageContaining("was not found");
    long seen =
        house.test.asPersona(
            Identity.of(stranger),
            handle ->
                handle
                    .createQuery("select count(*) from lenses.run_approvals")
                    .mapTo(Long.class)
                    .one());
    assertThat(seen).isZero();
    assertThatThrownBy(() ->
            house.test.usePersona(
                Identity.of(house.author),
                handle -> handle.execute("update lenses.run_approvals set status = 'approved'")))
        .as("a table is no way to approve")
        .hasMessageContaining("permission denied");
  }

  @Test
  void whatNobodyDecidesInTimeIsRejected() {
    String run = waiting("{\"requiresApproval\": true, \"timeoutMinutes\": 5}");
    assertThat(
            house.one(
                "select (expires_at between now() + interval '4 minutes' and now() + interval '6 minutes')::text from lenses.run_approvals"))
        .isEqualTo("true");
    assertThat(house.one("select public.fn_expire_stale_approvals()::text")).isEqualTo("0");
    house.run("update lenses.run_approvals set expires_at = now()");
    assertThatThrownBy(() -> decide(run, "approved", null))
        .hasMessageContaining("the time to decide is over");
    assertThat(house.one("select public.fn_expire_stale_approvals()::text")).isEqualTo("1");
    assertThat(house.one("select public.fn_expire_stale_approvals()::text")).isEqualTo("0");
    assertThat(queued(run)).endsWith(" true");
    audited(run, "approval.expired");
    assertThat(
            house.rpc(
                "select public.fn_get_approval_request(?::uuid) #>> '{metadata,decision}'", run))
        .isEqualTo("timed_out");
  }

  @Test
  void anAttemptToQueueItIsFoundParkedAndWrittenDown() {
    String run = waiting();
    house.run("insert into engine.run_queue (run_id) values (?::uuid)", run);
    assertThat(house.one("select agents.note_bypasses()::text")).isEqualTo("1");
    assertThat(house.one("select agents.note_bypasses()::text")).isEqualTo("0");
    audited(run, "approval.bypass_refused");
    decide(run, "approved", null);
    assertThat(
            house.one(
                "select (available_at <= now())::text from engine.run_queue where run_id = ?::uuid",
                run))
        .isEqualTo("true");
  }

  @Test
  void aDecisionStartsTheWorkflowThatWaitsForIt() throws Exception {
    String run = waiting();
    UUID second = house.taking("second");
    house.rpc(
        "select public.fn_upsert_workflow_trigger(?::uuid, (select workflow_id from lenses.workflow_runs where id = ?::uuid), 'approval.decided')::text",
        second.toString(),
        run);
    decide(run, "approved", null);
    new Scheduler(house.door(), Scheduler.Settings.of(true, () -> {})).happen();
    assertThat(
            house.one(
                "select context_inputs #>> '{body,decision}' from lenses.workflow_runs where workflow_id = ?",
                second))
        .isEqualTo("approved");
  }

  @Test
  void anAssignmentThatIsSwitchedOffStartsNothing() {
    UUID workflow = house.workflow("flow");
    UUID agent = house.agent("helper");
    UUID assignment = house.assignment(agent, workflow, "{\"requiresApproval\": true}");
    String schedule =
        house.rpc(
            "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_workflow_assignment_id => ?::uuid, p_approval_policy => '{\"requiresApproval\": false}')",
            workflow.toString(),
            assignment.toString());
    house.run("update agents.workflow_assignments set is_active = false where id = ?", assignment);
    assertThat(house.one("select status from lenses.dispatch_schedule(?::uuid, now())", schedule))
        .isEqualTo("validation_failed");
    assertThat(house.one("select count(*)::text from lenses.workflow_runs")).isEqualTo("0");
  }
}
