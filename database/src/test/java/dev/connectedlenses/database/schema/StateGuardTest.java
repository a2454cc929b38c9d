package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs and node results take exactly the steps that are rows of {@code engine.transitions},
 * whatever their triggers let pass without a look-up.
 */
class StateGuardTest {
  private static final List<String> RUN =
      List.of(
          "draft",
          "validated",
          "queued",
          "pending",
          "running",
          "streaming",
          "recovered",
          "completed",
          "failed",
          "cancelled",
          "timed_out");
  private static final List<String> NODE =
      List.of(
          "pending",
          "awaiting_dependency",
          "queued",
          "running",
          "streaming",
          "retrying",
          "completed",
          "failed",
          "cancelled",
          "skipped",
          "timed_out",
          "blocked",
          "invalidated");
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void runsTakeTheStepsOfTheTable() {
    assertSteps("workflow_run", "lenses.workflow_runs", RUN);
  }

  @Test
  void nodeResultsTakeTheStepsOfTheTable() {
    assertSteps("node_result", "lenses.workflow_node_results", NODE);
  }

  private static void assertSteps(String machine, String table, List<String> states) {
    database
        .admin()
        .useTransaction(h -> {
          List<String> allowed = steps(h, machine);
          List<String> taken = new ArrayList<>();
          for (String source : states) {
            for (String target : states) {
              if (!source.equals(target) && takes(h, table, source, target)) {
                taken.add(source + ">" + target);
              }
            }
          }
          h.rollback();
          assertThat(taken).containsExactlyInAnyOrderElementsOf(allowed);
        });
  }

  private static List<String> steps(Handle handle, String machine) {
    return handle
        .createQuery("select source || '>' || target from engine.transitions where machine = ?")
        .bind(0, machine)
        .mapTo(String.class)
        .list();
  }

  /** Puts a row into a state behind the triggers' back, then tries the step as the engine. */
  private static boolean takes(Handle handle, String table, String source, String target) {
    handle.execute("set local session_replication_role = replica");
    handle.execute("update " + table + " set completed_at = now(), status = ?", source);
    handle.execute("set local session_replication_role = origin");
    handle.savepoint("step");
    handle.execute("set local role engine_worker");
    try {
      handle.execute("update " + table + " set status = ?", target);
      return true;
    } catch (JdbiException e) {
      assertThat(e).hasMessageFindingMatch("cannot go from|already ended");
      return false;
    } finally {
      handle.rollbackToSavepoint("step");
      handle.execute("reset role");
    }
  }

  @Test
  void anEndedRunHasATime() {
    assertThatThrownBy(() ->
            database
                .admin()
                .useHandle(h -> h.execute("update lenses.workflow_runs set status = 'failed'")))
        .hasMessageContaining("without completed_at");
  }

  @Test
  void anEndedNodeKeepsItsOutput() {
    assertThatThrownBy(() ->
            database
                .admin()
                .useTransaction(h -> {
                  h.execute(
                      "update lenses.workflow_node_results set status = 'completed', completed_at = now()");
                  h.execute("update lenses.workflow_node_results set output_data = '{}'");
                }))
        .hasMessageContaining("already ended as completed");
  }

  @Test
  void eventsStay() {
    assertThatThrownBy(() ->
            database
                .admin()
                .useHandle(h -> h.execute("update lenses.workflow_run_events set payload = '{}'")))
        .hasMessageContaining("append-only");
  }

  @Test
  void versionsStay() {
    assertThatThrownBy(() ->
            database
                .admin()
                .useHandle(h -> h.execute("update lenses.workflow_versions set graph = '{}'")))
        .hasMessageContaining("never changes");
  }
}
