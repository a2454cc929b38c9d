package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.SubWorkflowKind;
import dev.connectedlenses.engine.node.TransformKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * F30: people cancel runs in the moment in which an engine claims them, ends them, tries a node
 * again or starts a child. One outcome each: 500 races in the quick suite, 10,000 in the full one.
 */
final class CancelRacesTest {
  private static final int TIMES = "full".equals(System.getProperty("suite")) ? 20 : 1;

  private final Stage stage = new Stage();
  private final ScriptedKind scripted = new ScriptedKind();
  private final NodeKinds kinds =
      new NodeKinds(new TransformKind(), new SubWorkflowKind(), scripted);

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  /**
   * Starts runs beside a working engine, cancels each, and gives what every cancellation was told.
   */
  private Map<UUID, String> race(GraphJson graph, int runs) {
    stage.engine(Stage.QUICK, kinds);
    List<UUID> started = stage.startMany(stage.pin(graph), runs, "{}", "{}");
    Map<UUID, String> told = new HashMap<>();
    asTheAuthor(handle -> {
      started.forEach(run -> told.put(run, cancel(handle, run)));
    });
    stage.awaitAllEnded();
    assertThat(told).hasSize(runs);
    return told;
  }

  /** Lets the author ask, each question in a transaction of its own. */
  private void asTheAuthor(Consumer<Handle> work) {
    Identity author = Identity.of(stage.author());
    stage
        .test()
        .admin()
        .useHandle(handle -> {
          handle
              .createQuery(
                  "select set_config('role', ?, false) || set_config('request.jwt.claims', ?, false)")
              .bind(0, author.role())
              .bind(1, author.claimsJson())
              .mapTo(String.class)
              .one();
          try {
            work.accept(handle);
          } finally {
            handle.execute("reset all");
            handle.execute("reset role");
          }
        });
  }

  /** "asked", or the SQLSTATE of the refusal. */
  private static String cancel(Handle handle, UUID run) {
    try {
      handle.execute("select public.fn_cancel_workflow_run(?)", run);
      return "asked";
    } catch (JdbiException e) {
      return e.getCause() instanceof SQLException refusal ? "" + refusal.getSQLState() : "" + e;
    }
  }

  private void everyRunHasOneOutcome(Map<UUID, String> told, String unasked) {
    Map<String, String> ends = new HashMap<>();
    stage
        .test()
        .admin()
        .useHandle(h ->
            h.createQuery("select id::text as id, status from lenses.workflow_runs")
                .map((row, _) -> ends.put(row.getString("id"), row.getString("status")))
                .list());
    told.forEach((run, answer) -> {
      assertThat(answer).isIn("asked", "55000");
      assertThat(ends.get(run.toString()))
          .as("run %s, whose cancellation was told %s", run, answer)
          .isIn(answer.equals("asked") ? List.of("cancelled", unasked) : List.of(unasked));
    });
    assertThat(
            stage.one(
                """
                select count(*) from lenses.workflow_runs r
                where (select count(*) from lenses.workflow_run_events e
                  where e.run_id = r.id and e.type in ('run.completed', 'run.failed', 'run.cancelled', 'run.timed_out')) <> 1
                """))
        .as("runs without exactly one ending")
        .isEqualTo("0");
  }

  @Test
  void againstClaimAndCompletion() {
    Map<UUID, String> told = race(new GraphJson().node("quick", "tool", "{}"), 300 * TIMES);

    everyRunHasOneOutcome(told, "completed");
  }

  @Test
  void againstANodeThatIsTriedAgain() {
    GraphJson graph =
        new GraphJson()
            .node("twice", "tool", "{'do':'fail','cause':'RATE_LIMIT','retryAfterMs':1,'times':1}");

    everyRunHasOneOutcome(race(graph, 100 * TIMES), "completed");
  }

  @Test
  void againstTheStartOfAChild() {
    Stage.Pinned child = stage.pin(new GraphJson().node("inner", "transform", "{'text':'Hi'}"));
    GraphJson graph =
        new GraphJson()
            .node(
                "sub",
                "sub_workflow",
                "{'workflow_id':'%s','version_id':'%s'}"
                    .formatted(child.workflowId(), child.versionId()));

    everyRunHasOneOutcome(race(graph, 100 * TIMES), "completed");

    assertThat(
            stage.one(
                "select count(*) from lenses.workflow_runs where parent_run_id is not null and completed_at is null"))
        .as("children of runs that are over")
        .isEqualTo("0");
  }

  @Test
  void oneWhoAsksTwiceIsToldTheSame() {
    GraphJson graph = new GraphJson().node("never", "tool", "{}");
    UUID run = stage.start(stage.pin(graph));
    asTheAuthor(handle -> {
      assertThat(List.of(cancel(handle, run), cancel(handle, run)))
          .containsExactly("asked", "asked");
    });
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run, Duration.ofSeconds(10))).isEqualTo("cancelled");
    asTheAuthor(handle -> {
      assertThat(cancel(handle, run)).isEqualTo("55000");
    });
  }

  /** The engine has not heard of it yet: between two looks of its, the database is what counts. */
  @Test
  void noCallBeginsOnceACancellationIsCommitted() {
    ScriptedKind tool = new ScriptedKind();
    stage.engine(Stage.QUICK.withPoll(Duration.ofSeconds(20)), ScriptedKind.kinds(tool));
    GraphJson graph =
        new GraphJson()
            .node("first", "tool", "{'do':'hold'}")
            .node("second", "tool", "{}")
            .edge("first", "second", "then");
    Stage.Pinned pinned = stage.pin(graph);
    List<UUID> runs = stage.startMany(pinned, 20, "{}", "{}");
    tool.calls().await(20);
    stage.run("update engine.run_queue set cancel_asked = true");
    tool.calls().drain();
    tool.release(20);
    stage.awaitAllEnded();
    assertThat(tool.calls().drain()).as("calls after the cancellation").isEmpty();
    assertThat(stage.one("select string_agg(distinct status, ' ') from lenses.workflow_runs"))
        .isEqualTo("cancelled");
    assertThat(runs).hasSize(20);
  }
}
