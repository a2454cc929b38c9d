package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds what it is there to find: each promise is broken by hand once. */
final class InvariantCheckerTest {
  private static final Stage STAGE = new Stage();
  private static final GraphJson GRAPH =
      new GraphJson()
          .node("first", "tool", "{}")
          .node("last", "transform", "{'text':'[[in]]'}")
          .edge("first", "last", "in");
  private static UUID done;
  private static UUID waiting;

  /**
   * A way to break a promise; :done is a run that has ended, :waiting one that nobody has taken.
   */
  record Planted(String promise, List<String> statements) {
    @Override
    public String toString() {
      return promise;
    }
  }

  @BeforeAll
  static void runOne() {
    Stage.Pinned pinned = STAGE.pin(GRAPH);
    done = STAGE.start(pinned);
    Engine engine =
        STAGE.engine(Stage.QUICK, new NodeKinds(new TransformKind(), new ScriptedKind()));
    assertThat(STAGE.awaitEnd(done)).isEqualTo("completed");
    engine.stop();
    waiting = STAGE.start(pinned);
  }

  @AfterAll
  static void close() {
    STAGE.close();
  }

  private static Planted plant(String promise, String... statements) {
    return new Planted(promise, List.of(statements));
  }

  private static String event(String id, String type, String node, String payload) {
    return "insert into lenses.workflow_run_events (run_id, event_id, type, node_id, payload) values (:done, %s, '%s', %s, '%s')"
        .formatted(id, type, node, payload);
  }

  static List<Planted> planted() {
    String last = "(select last_event_id + 1 from lenses.workflow_runs where id = :done)";
    List<Planted> all = new ArrayList<>();
    all.add(
        plant(
            "I1 a node ends at most once, and its row says how",
            event(last, "node.failed", ":first", "{}")));
    all.add(
        plant(
            "I1 a row that says ended has its event",
            "delete from lenses.workflow_run_events where run_id = :done and type = 'node.completed' and node_id = :last"));
    all.add(
        plant(
            "I2 no node starts before its sources have ended",
            "update lenses.workflow_run_events set event_id = event_id + 1000 where run_id = :done and node_id = :first and type = 'node.completed'"));
    all.add(
        plant(
            "I3 a run is over exactly when all its nodes are",
            "update lenses.workflow_runs set status = 'running' where id = :done"));
    all.add(
        plant(
            "I3 a run that is over has one ending, and it is the last event",
            event(last, "run.failed", "null", "{}")));
    all.add(
        plant(
            "I4 event ids of a run are 1..n",
            "delete from lenses.workflow_run_events where run_id = :done and event_id = 2"));
    all.addAll(rows());
    all.addAll(movers());
    return all;
  }

  private static List<Planted> rows() {
    String node =
        "update lenses.workflow_node_results set %s where run_id = :done and node_id = :first";
    return List.of(
        plant(
            "I5 outputs of the rows are those of the events",
            node.formatted("output_data = '{\"output\":\"other\"}'")),
        plant(
            "I5 provenance of the rows is that of the events",
            "delete from lenses.workflow_run_provenance where target_run_id = :done"),
        plant(ReplayParity.PROMISE, node.formatted("waiting_reason = 'rate_limit'")),
        plant(
            ReplayParity.PROMISE,
            "update lenses.workflow_runs set error = '{\"message\":\"none\"}' where id = :done"),
        plant(
            "I7 attempts of a row are the attempts that started",
            node.formatted("attempts = attempts + 1")),
        plant(
            "I7 no node is retried more often than its policy allows",
            node.formatted("retry_count = 2")));
  }

  private static List<Planted> movers() {
    return List.of(
        plant(
            "I7 no run is claimed again and again by workers that it kills",
            "update engine.run_queue set attempt = 7"),
        plant(
            "I8 every run that is not over has a next mover, every other one has left the queue",
            "delete from engine.run_queue"),
        plant(
            "I8 every run that is not over has a next mover, every other one has left the queue",
            "update engine.run_queue set available_at = 'infinity'"),
        plant(
            "I8 every run that is not over has a next mover, every other one has left the queue",
            "update engine.run_queue set claim_id = gen_random_uuid(), owner = gen_random_uuid(), lease_until = now() - interval '2 min'"),
        plant(
            "I8 nothing waits for a run that is over",
            "insert into engine.timers (run_id, timer, due_at) values (:done, 'retry:0', now())"),
        plant(
            "I9 no live child of a run that is over",
            "update lenses.workflow_runs set parent_run_id = :done where id = :waiting"),
        plant(
            "I11 what a run spent is the sum of its calls and of its nodes",
            "update lenses.workflow_runs set spent_credits = 5 where id = :done"),
        plant(
            "I11 nobody begins to pay when the budget is spent",
            "update lenses.workflow_runs set budget_credits = 0 where id = :done",
            event("500", "cost.recorded", ":first", "{\"attempt\":1,\"costCredits\":3}")),
        plant(
            "I15 one run per caller, workflow and key",
            "drop index lenses.workflow_runs_once_per_key",
            "update lenses.workflow_runs set idempotency_key = 'k', request_hash = 'h'"));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void findsWhatIsBroken(Planted planted) {
    STAGE
        .test()
        .admin()
        .useHandle(handle -> {
          handle.begin();
          handle.execute("set local session_replication_role = replica");
          planted.statements().forEach(sql -> execute(handle, sql));
          List<String> found = InvariantChecker.violations(Jdbi.create(handle.getConnection()));
          handle.rollback();
          assertThat(found).anyMatch(violation -> violation.startsWith(planted.promise() + ": "));
        });
  }

  private static void execute(Handle handle, String sql) {
    String filled =
        sql.replace(":done", "'" + done + "'::uuid")
            .replace(":waiting", "'" + waiting + "'::uuid")
            .replace(":first", "'" + GRAPH.id("first") + "'::uuid")
            .replace(":last", "'" + GRAPH.id("last") + "'::uuid");
    assertThat(handle.getConnection()).isNotNull();
    try (var statement = handle.getConnection().createStatement()) {
      int changed = statement.executeUpdate(filled);
      assertThat(changed > 0 || sql.startsWith("drop")).as(filled).isTrue();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(filled, e);
    }
  }

  @Test
  void everyPromiseIsBrokenOnce() {
    assertThat(planted().stream().map(Planted::promise).distinct())
        .containsExactlyInAnyOrderElementsOf(InvariantChecker.promises());
  }

  @Test
  void findsNothingWhereNothingIsBroken() {
    InvariantChecker.check(STAGE.test().admin());
    assertThat(InvariantChecker.deadlocks(STAGE.test().admin())).isZero();
  }
}
