package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashBenchTest {
  private static final int RUNS = 7;

  @Test
  void everyOptionIsReadAndHasADefault() {
    assertThat(CrashBenchOptions.parse(List.of("crash", "--runs", "50", "-o", "json")))
        .isEqualTo(new CrashBenchOptions(50, true));
    assertThat(CrashBenchOptions.parse(List.of("crash")))
        .isEqualTo(new CrashBenchOptions(1000, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash --runs", "crash --runs 0", "crash -o yaml", "crash --speed 9"})
  void whatMakesNoSenseIsRefusedWithTheUsage(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrashBenchOptions.parse(List.of(line.split(" "))))
        .withMessageContaining(CrashBenchOptions.USAGE);
  }

  @Test
  void outcomesThatWereLostOrMadeTwiceAreFound() throws SQLException {
    try (BenchHost host = BenchHost.start();
        Engine engine = engine(host);
        CrashRows rows = new CrashRows(host.url())) {
      engine.start();
      rows.firstServerIsTheVictim();
      Identity user = host.somebody();
      Chain chain = Chain.create(host.database(), user, 3);
      start(host, user, chain);
      List<CrashRows.Frame> seen = new ArrayList<>();
      CrashRows.Frame last = rows.await(frame -> frame.over() == RUNS, seen::add);
      assertThat(last.outcomes()).isEqualTo(3 * RUNS);
      assertThat(seen).allMatch(frame -> frame.second() == 0 && frame.takenOver() == 0);
      assertThat(rows.failures()).isEmpty();
      rows.killed();
      assertThat(rows.figures())
          .containsEntry("runs_not_completed", 0.0)
          .containsEntry("outcomes_before", 3.0 * RUNS)
          .containsEntry("outcomes_lost", 0.0)
          .containsEntry("outcomes_doubled", 0.0)
          .containsEntry("runs_taken_over", 0.0);

      tamper(host, "output_data = '{}'");
      tamper(host, "attempts = attempts + 1");
      assertThat(rows.figures())
          .containsEntry("outcomes_lost", 1.0)
          .containsEntry("outcomes_doubled", 1.0);
    }
  }

  @Test
  void theSlowChainIsPublishedAndItsRunsWaitInTheQueue() throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      Identity user = host.somebody();
      SlowChain.create(host.database(), user).start(host.database(), user, 130);
      Map<String, Object> row =
          host.database()
              .asUser(
                  user,
                  handle ->
                      handle
                          .createQuery(
                              "select count(*) as runs, min(cardinality(v.node_ids)) as nodes, min(v.edge_count) as edges from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id")
                          .mapToMap()
                          .one());
      assertThat(row).containsEntry("runs", 130L).containsEntry("nodes", 10);
      assertThat(row).containsEntry("edges", 9);
    }
  }

  private static void start(BenchHost host, Identity user, Chain chain) {
    host.database()
        .asUser(
            user,
            handle ->
                handle.execute(
                    "select public.fn_start_workflow_run(?, ?::jsonb) from generate_series(1, ?)",
                    chain.workflowId(),
                    chain.inputs(),
                    RUNS));
  }

  /** Changes one row that has ended, past the guards that keep everybody else from it. */
  private static void tamper(BenchHost host, String change) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(host.url().jdbc(), host.url().login());
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      int changed =
          statement.executeUpdate(
              "update lenses.workflow_node_results set "
                  + change
                  + " where (run_id, node_id) = (select run_id, node_id from lenses.workflow_node_results order by run_id, node_id limit 1)");
      assertThat(changed).isEqualTo(1);
    }
  }

  private static Engine engine(BenchHost host) {
    return new Engine(
        EngineConfig.defaults(),
        host.database(),
        new NodeKinds(new TransformKind()),
        new Engine.Host(
            UUID.randomUUID(), "test", System::nanoTime, RandomGenerator.getDefault(), () -> {}));
  }
}
