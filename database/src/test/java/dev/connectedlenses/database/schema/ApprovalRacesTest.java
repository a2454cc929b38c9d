package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Two at the same moment on one approval: one outcome, and the other is told. */
class ApprovalRacesTest {
  /** Four kinds of races: 400 in all in the quick suite, 10,000 in the full one. */
  private static final int ROUNDS = "full".equals(System.getProperty("suite")) ? 2_500 : 100;

  private static final String AGENT = "c0000000-0000-7000-8000-0000000000a1";
  private static final String WORKFLOW = "f0000000-0000-7000-8000-000000000001";
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.busy();
    RightsMatrix.loadFixture(database);
    ask(
        Persona.OWNER,
        """
        select count(*)::text from public.fn_upsert_workflow_nodes('%s', '[
          {"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi"}},
          {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]"}}]')
        """
            .formatted(WORKFLOW));
    ask(
        Persona.OWNER,
        "select public.fn_update_agent_policy('%s', '{\"max_parallel_runs\": 1000}')::text"
            .formatted(AGENT));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String ask(Persona persona, String sql) {
    return database.asPersona(
        persona.identity(),
        h -> String.valueOf(h.createQuery(sql).mapTo(String.class).findOne().orElse("")));
  }

  private static String sweep() {
    return ask(
        new Persona("engine", "engine_worker", null),
        "select public.fn_expire_stale_approvals()::text");
  }

  private static String waitingRun() {
    return ask(
        Persona.OWNER,
        "select public.fn_start_team_run('%s', '%s')::text".formatted(AGENT, WORKFLOW));
  }

  private static String decide(Persona persona, String run, String decision) {
    return attempt(() ->
        ask(
            persona,
            "select approval_status from public.fn_decide_approval('%s', '%s')"
                .formatted(run, decision)));
  }

  /** The answer, or the SQLSTATE of the refusal. */
  private static String attempt(Supplier<String> call) {
    try {
      return call.get();
    } catch (JdbiException e) {
      if (e.getCause() instanceof PSQLException cause) {
        return String.valueOf(cause.getSQLState());
      }
      throw e;
    }
  }

  /** Both at once, as near as threads can be. */
  private static List<String> together(Supplier<String> one, Supplier<String> other)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> futures = new ArrayList<>();
      for (var call : List.of(one, other)) {
        futures.add(
            threads.submit(() -> {
              start.await(60, TimeUnit.SECONDS);
              return attempt(call);
            }));
      }
      return List.of(
          futures.get(0).get(120, TimeUnit.SECONDS), futures.get(1).get(120, TimeUnit.SECONDS));
    }
  }

  private static String state(String run) {
    return database
        .admin()
        .withHandle(h ->
            one(
                h,
                """
                select r.approval_status || ' ' || r.status || ' ' || coalesce(q.cancel_asked::text, 'none') || ' '
                  || (select count(*) from agents.agent_run_events e
                      where e.team_run_id = r.id and e.event_type in ('approval.decided', 'approval.timed_out', 'run.cancelled'))
                from agents.team_runs r left join engine.run_queue q on q.run_id = r.workflow_run_id where r.id = ?
                """,
                run));
  }

  private static String one(Handle handle, String sql, String run) {
    return handle.createQuery(sql).bind(0, UUID.fromString(run)).mapTo(String.class).one();
  }

  @Test
  void ofTwoDecidersOneWins() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String run = waitingRun();
      List<String> answers =
          together(
              () -> decide(Persona.OWNER, run, "approved"),
              () -> decide(Persona.CO_OWNER, run, "rejected"));

      assertThat(answers).as(run).contains("40001").hasSize(2).doesNotHaveDuplicates();
      assertThat(state(run))
          .isIn(
              answers.contains("approved")
                  ? List.of("approved queued false 1")
                  : List.of("rejected cancelled true 1"));
    }
  }

  @Test
  void decidedOrExpired() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String run = waitingRun();
      database
          .admin()
          .useHandle(h ->
              h.execute(
                  "update agents.team_runs set approval_expires_at = clock_timestamp() + interval '4 ms' where id = ?",
                  UUID.fromString(run)));
      List<String> answers =
          together(
              () -> decide(Persona.OWNER, run, "approved"),
              () -> {
                ask(new Persona("engine", "engine_worker", null), "select pg_sleep(0.003)::text");
                return sweep();
              });
      if (!answers.getFirst().equals("approved")) {
        sweep();
      }

      assertThat(state(run))
          .isEqualTo(
              answers.getFirst().equals("approved")
                  ? "approved queued false 1"
                  : "rejected cancelled true 1");
    }
  }

  @Test
  void decidedOrCancelled() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String run = waitingRun();
      List<String> answers =
          together(
              () -> decide(Persona.OWNER, run, "approved"),
              () ->
                  ask(
                      Persona.CO_OWNER,
                      "select public.fn_cancel_agent_run('%s', '%s')::text".formatted(run, AGENT)));

      assertThat(answers.getFirst()).isIn("approved", "40001");
      assertThat(state(run))
          .as("cancelled either way: an approval does not undo it")
          .isIn("approved cancelled true 2", "rejected cancelled true 1");
    }
  }

  @Test
  void whoeverIsRevokedFirstDecidesNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String run = waitingRun();
      String grant =
          ask(
              Persona.OWNER,
              "select id::text from public.fn_upsert_agent_ownership('%s', '%s', 'co_owner')"
                  .formatted(AGENT, "b0000000-0000-7000-8000-000000000005"));
      List<String> answers =
          together(
              () -> decide(Persona.STRANGER, run, "approved"),
              () ->
                  ask(
                      Persona.OWNER,
                      "select public.fn_revoke_agent_ownership('%s')::text".formatted(grant)));

      assertThat(answers.getFirst()).isIn("approved", "P0002");
      assertThat(decide(Persona.STRANGER, run, "rejected")).isEqualTo("P0002");
      assertThat(state(run))
          .startsWith(answers.getFirst().equals("approved") ? "approved queued" : "pending queued");
    }
  }
}
