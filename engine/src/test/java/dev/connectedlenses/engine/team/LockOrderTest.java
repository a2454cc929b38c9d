package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who decides something about a run while a worker writes what it did waits for the worker, and the
 * worker for nobody: both lock the run's place in the queue before its team run.
 */
final class LockOrderTest {
  private static final UUID A = UUID.fromString("f1000000-0000-7000-8000-00000000000a");

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final UUID lead = office.agent("lead");
  private UUID team;

  @BeforeEach
  void arrange() {
    team = office.team(lead);
    office.member(team, lead, "lead", 0);
  }

  @AfterEach
  void close() {
    office.close();
    ledger.close();
  }

  private UUID start(String approval, String node) {
    House.open(office, new Speaker(prompt -> "said"), List.of(ledger.uri("/")));
    UUID workflow = office.workflow("[" + node.formatted(A) + "]", "[]");
    office.assign(lead, workflow, team, "{'approval':" + approval + "}");
    return office.start(lead, workflow, "{}");
  }

  /** A run that waits, and has given its lease back, for a person to approve a call. */
  private UUID waitingCall() {
    UUID tool =
        UUID.fromString(
            office.ask(
                "select id::text from public.fn_register_tool('act', 'act', p_kind => 'http', p_egress_class => 'write', p_endpoint_url => ?, p_http_method => 'POST')",
                ledger.uri("/act").toString()));
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, tool);
    UUID run =
        start(
            "{'requiresApproval':false}",
            "{'id':'%s','label':'act','kind':'tool','config':{'tool_key':'act','arguments':{}}}");
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    awaitParked(run);
    return run;
  }

  private UUID waitingStep() {
    UUID run =
        start(
            "{'requiresApproval':true,'mode':'every_node'}",
            "{'id':'%s','label':'say','kind':'lens','config':{'template_body':'Say it'}}");
    office.ask("select approval_status from public.fn_decide_approval(?, 'approved')", run);
    office.await(
        "blocked",
        "select status from lenses.workflow_node_results where run_id = ?",
        office.runOf(run));
    awaitParked(run);
    return run;
  }

  private void awaitParked(UUID run) {
    office.await(
        "t", "select claim_id is null from engine.run_queue where run_id = ?", office.runOf(run));
  }

  /** A worker holds the run and then writes an event of the team, while somebody does this. */
  private String whileAWorkerWrites(UUID run, Callable<String> decision) throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        Handle worker = office.test().admin().open()) {
      worker.begin();
      worker.execute(
          "select from engine.run_queue where run_id = ? for no key update", office.runOf(run));
      Future<String> decided = threads.submit(decision);
      Await.until("the decision waits for the worker", this::somebodyWaits);
      worker.execute("select agents.add_run_event(?, 'run.status.changed')", run);
      worker.commit();
      return decided.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aCallIsApproved() throws Exception {
    UUID run = waitingCall();
    whileAWorkerWrites(
        run,
        () ->
            office.ask(
                "select public.fn_approve_tool_invocation(i.id)::text from agents.tool_invocations i where i.team_run_id = ?",
                run));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(ledger.entries).hasSize(1);
  }

  @Test
  void aCallExpires() throws Exception {
    UUID run = waitingCall();
    office.run("update agents.tool_invocations set expires_at = now() where team_run_id = ?", run);
    assertThat(whileAWorkerWrites(run, () -> office.one("select agents.expire_calls()::text")))
        .isEqualTo("1");
    assertThat(office.one("select status from agents.tool_invocations where team_run_id = ?", run))
        .isEqualTo("rejected");
    assertThat(ledger.entries).isEmpty();
  }

  private boolean somebodyWaits() {
    return office
        .one(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .equals("1");
  }

  @Test
  void aStepIsApproved() throws Exception {
    UUID run = waitingStep();
    whileAWorkerWrites(
        run,
        () ->
            office.ask(
                "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
                office.runOf(run),
                A));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void aRunIsCancelled() throws Exception {
    UUID run = waitingStep();
    whileAWorkerWrites(
        run, () -> office.ask("select public.fn_cancel_agent_run(?, ?)::text", run, lead));
    assertThat(office.awaitEnd(run)).isEqualTo("cancelled");
  }
}
