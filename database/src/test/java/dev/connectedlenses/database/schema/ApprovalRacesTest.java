package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.database.schema.Duel.Answers;
import dev.connectedlenses.database.schema.Duel.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * F29: two at the same moment on one approval: one outcome, and the other is told. Four kinds of
 * races: 1,000 in all in the quick suite, 10,000 in the full one.
 */
class ApprovalRacesTest {
  /** As many runs as an agent may have going with room to spare. */
  private static final int SET = 250;

  private static final int SETS = "full".equals(System.getProperty("suite")) ? 10 : 1;

  private static final String AGENT = "c0000000-0000-7000-8000-0000000000a1";
  private static final String WORKFLOW = "f0000000-0000-7000-8000-000000000001";
  private static final String STRANGER = "b0000000-0000-7000-8000-000000000005";
  private static final Persona SWEEPER = new Persona("engine", "engine_worker", null);

  private static final Step APPROVE = decides(Persona.OWNER, "approved");
  private static final Step SWEEP =
      new Step(SWEEPER, "select public.fn_expire_stale_approvals()::text");

  private static TestDatabase database;
  private static Duel duel;
  private static Handle admin;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
    duel = new Duel(database);
    admin = database.admin().open();
    owner(
        """
        select count(*)::text from public.fn_upsert_workflow_nodes('%s', '[
          {"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi"}},
          {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]"}}]')
        """
            .formatted(WORKFLOW));
    owner(
        "select public.fn_update_agent_policy('%s', '{\"max_parallel_runs\": 1000}')::text"
            .formatted(AGENT));
  }

  @AfterAll
  static void stop() {
    admin.close();
    duel.close();
    database.close();
  }

  private static void owner(String sql) {
    new Step(Persona.OWNER, sql).take(admin, "");
  }

  private static Step decides(Persona persona, String decision) {
    return new Step(
        persona,
        "select approval_status from public.fn_decide_approval('{it}', '" + decision + "')");
  }

  /** What came of a run that two fought about. */
  private record Outcome(Answers answers, String state) {}

  /** Several sets of runs that wait, each fought about once. */
  private static Stream<Outcome> races(Step one, Step other, @Nullable Step before) {
    return Stream.generate(() -> race(one, other, before)).limit(SETS).flatMap(List::stream);
  }

  private static List<Outcome> race(Step one, Step other, @Nullable Step before) {
    endAll();
    List<String> runs = waitingRuns();
    try {
      List<Answers> answers = duel.fight(runs, one, other, before);
      SWEEP.take(admin, "");
      Map<String, String> states = states(runs);
      assertThat(answers).hasSize(SET);
      return answers.stream()
          .map(a -> new Outcome(a, states.getOrDefault(a.it(), "gone")))
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void endAll() {
    admin.execute(
        "update agents.team_runs set status = 'cancelled', completed_at = now() where status in ('queued', 'blocked')");
  }

  private static List<String> waitingRuns() {
    return admin.inTransaction(h -> {
      h.createQuery(
              "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
          .bind(0, Persona.OWNER.role())
          .bind(1, Persona.OWNER.claims())
          .mapTo(String.class)
          .one();
      return h.createQuery(
              "select public.fn_start_team_run('%s', '%s')::text from generate_series(1, %d)"
                  .formatted(AGENT, WORKFLOW, SET))
          .mapTo(String.class)
          .list();
    });
  }

  /** Approval, run, cancellation, and how many events tell of an outcome. */
  private static Map<String, String> states(List<String> runs) {
    Map<String, String> states = new HashMap<>();
    admin
        .createQuery(
            """
            select r.id::text as id, r.approval_status || ' ' || r.status || ' ' || coalesce(q.cancel_asked::text, 'none') || ' '
              || (select count(*) from agents.agent_run_events e
                  where e.team_run_id = r.id and e.event_type in ('approval.decided', 'approval.timed_out', 'run.cancelled')) as state
            from agents.team_runs r left join engine.run_queue q on q.run_id = r.workflow_run_id
            where r.id = any (string_to_array(?, ',')::uuid[])
            """)
        .bind(0, String.join(",", runs))
        .map((row, _) -> states.put(row.getString("id"), row.getString("state")))
        .list();
    return states;
  }

  private static Set<String> kinds(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(o -> o.answers().one() + ", " + o.answers().other() + ": " + o.state())
        .collect(Collectors.toSet());
  }

  @Test
  void ofTwoDecidersOneWins() {
    List<Outcome> outcomes = races(APPROVE, decides(Persona.CO_OWNER, "rejected"), null).toList();

    assertThat(outcomes).hasSize(SETS * SET);
    assertThat(kinds(outcomes))
        .isSubsetOf(
            "approved, 40001: approved queued false 1",
            "40001, rejected: rejected cancelled true 1");
  }

  /** Its time is over within the few milliseconds in which both look. */
  @Test
  void decidedOrExpired() {
    Step nearly =
        new Step(
            null,
            "update agents.team_runs set approval_expires_at = clock_timestamp() + random() * interval '2 ms' where id = '{it}' returning ''");

    List<Outcome> outcomes = races(APPROVE, SWEEP, nearly).toList();

    assertThat(outcomes).hasSize(SETS * SET);
    assertThat(outcomes)
        .allSatisfy(o ->
            assertThat(o.answers().one() + " " + o.state())
                .isIn(
                    "approved approved queued false 1",
                    "40001 rejected cancelled true 1",
                    "55000 rejected cancelled true 1"));
  }

  @Test
  void decidedOrCancelled() {
    Step cancel =
        new Step(
            Persona.CO_OWNER,
            "select public.fn_cancel_agent_run('{it}', '%s')::text".formatted(AGENT));

    List<Outcome> outcomes = races(APPROVE, cancel, null).toList();

    assertThat(outcomes).hasSize(SETS * SET);
    assertThat(kinds(outcomes))
        .as("cancelled either way: an approval does not undo it")
        .isSubsetOf("approved, : approved cancelled true 2", "40001, : rejected cancelled true 1");
  }

  @Test
  void whoeverIsRevokedFirstDecidesNothing() {
    Step grant =
        new Step(
            Persona.OWNER,
            "select id::text from public.fn_upsert_agent_ownership('%s', '%s', 'co_owner')"
                .formatted(AGENT, STRANGER));
    Step revoke =
        new Step(
            Persona.OWNER,
            "select public.fn_revoke_agent_ownership((select o.id from agents.ownerships o where o.ai_lenser_id = '%s' and o.owner_lenser_id = '%s' and o.revoked_at is null))::text"
                .formatted(AGENT, STRANGER));

    List<Outcome> outcomes = races(decides(Persona.STRANGER, "approved"), revoke, grant).toList();

    assertThat(outcomes).hasSize(SETS * SET);
    assertThat(kinds(outcomes))
        .isSubsetOf("approved, : approved queued false 1", "P0002, : pending queued none 0");
    String last = outcomes.getLast().answers().it();
    assertThat(decides(Persona.STRANGER, "rejected").take(admin, last)).isEqualTo("P0002");
  }
}
