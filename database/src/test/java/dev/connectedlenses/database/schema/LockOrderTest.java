package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever decides about a run waits for the worker that writes it with empty hands: a worker has
 * the queue row and then takes the rest, and of two that took them in two orders PostgreSQL would
 * end one as a deadlock.
 */
class LockOrderTest {
  private static final String RUN = "f3000000-0000-7000-8000-000000000001";
  private static final String NODE = "f1000000-0000-7000-8200-000000000001";
  private static final String TEAM_RUN = "c5000000-0000-7000-8000-0000000000a1";
  private static final String CALL = "ce000000-0000-7000-8001-0000000000a1";

  /** A run of the agent that a worker holds, a node of it and a call that wait for a person. */
  private static final String SCENE =
      """
      update lenses.workflow_runs set ai_lenser_id = 'c0000000-0000-7000-8000-0000000000a1' where id = '%1$s';
      update agents.team_runs set workflow_run_id = '%1$s' where id = '%3$s';
      update lenses.workflow_node_results set status = 'queued' where run_id = '%1$s' and node_id = '%2$s';
      update lenses.workflow_node_results set status = 'running' where run_id = '%1$s' and node_id = '%2$s';
      update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = '%1$s' and node_id = '%2$s';
      update agents.tool_invocations set run_id = '%1$s', node_id = '%2$s', call_no = 1 where id = '%4$s';
      insert into engine.run_queue (run_id, available_at) values ('%1$s', now() + interval '1 hour') on conflict do nothing
      """
          .formatted(RUN, NODE, TEAM_RUN, CALL);

  private TestDatabase database;
  private ExecutorService threads;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    threads = Executors.newSingleThreadExecutor();
    RightsMatrix.loadFixture(database);
    database
        .admin()
        .useTransaction(h -> {
          h.createScript(Resources.text("rights/calls/setup.sql")).execute();
          h.createScript(SCENE).execute();
        });
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OWNER | select public.fn_approve_tool_invocation('ce000000-0000-7000-8001-0000000000a1')
          OWNER | select public.fn_reject_tool_invocation('ce000000-0000-7000-8001-0000000000a1', 'no')
          OWNER | select public.fn_complete_human_input('f3000000-0000-7000-8000-000000000001', 'f1000000-0000-7000-8200-000000000001', '{}')
          OWNER | select public.fn_cancel_agent_run('c5000000-0000-7000-8000-0000000000a1', 'c0000000-0000-7000-8000-0000000000a1')
          OWNER | select public.fn_cancel_workflow_run('f3000000-0000-7000-8000-000000000001')
          ENGINE | select agents.expire_calls()
          """)
  void nothingOfARunIsLockedBeforeItsQueueRow(String who, String sql) throws Exception {
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "update agents.tool_invocations set expires_at = now() - interval '1 second' where id = '"
                    + CALL
                    + "' and '"
                    + who
                    + "' = 'ENGINE'"));
    Persona persona =
        "OWNER".equals(who) ? Persona.OWNER : new Persona("engine", "engine_worker", null);
    try (Handle worker = database.admin().open()) {
      worker.begin();
      worker.execute("select from engine.run_queue where run_id = '" + RUN + "' for no key update");
      Future<?> decision =
          threads.submit(() ->
              database.usePersona(persona.identity(), h -> h.createQuery(sql).mapToMap().list()));
      Await.until("it waits for the worker", this::somebodyWaits);
      assertThatNoException().as("a worker that goes on").isThrownBy(() -> goOn(worker));
      worker.commit();
      decision.get(30, TimeUnit.SECONDS);
    }
    assertThat(count("select count(*) from pg_locks where not granted")).isZero();
  }

  private static void goOn(Handle worker) {
    for (String table :
        new String[] {
          "lenses.workflow_runs where id = '" + RUN,
              "lenses.workflow_node_results where run_id = '" + RUN,
          "agents.team_runs where id = '" + TEAM_RUN, "agents.tool_invocations where id = '" + CALL
        }) {
      assertThat(
              worker
                  .createQuery("select 1 from " + table + "' for no key update nowait")
                  .mapTo(int.class)
                  .list())
          .as(table)
          .isNotEmpty();
    }
  }

  private boolean somebodyWaits() {
    return count(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        > 0;
  }

  private int count(String sql) {
    return database.admin().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
  }
}
