package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private final Stage stage = new Stage();
  private final ScriptedKind scripted = new ScriptedKind();
  private final NodeKinds kinds = new NodeKinds(new TransformKind(), scripted);

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  @Test
  void runsAChainOfTransforms() {
    GraphJson graph = GraphJson.chain(10);
    UUID run = stage.start(stage.pin(graph), "{'in':'>'}", "{}");
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.nodeStatuses(run, graph).values()).containsOnly("completed");
    assertThat(stage.output(run, graph, "n10")).isEqualTo(">xxxxxxxxxx");
    assertThat(stage.events(run)).startsWith("run.started").endsWith("run.completed");
  }

  @Test
  void chainOfTransformsIsOneTransaction() {
    UUID run = stage.start(stage.pin(GraphJson.chain(10)), "{'in':'>'}", "{}");
    stage.engine(Stage.QUICK, kinds);
    stage.awaitEnd(run);
    List<String> transactions =
        stage.texts(
            "select distinct xmin::text from lenses.workflow_run_events where run_id = ?", run);
    assertThat(transactions).hasSize(1);
  }

  /** Pure nodes are written when the run is over; it began all the same when it began. */
  @Test
  void aRunInOneTransactionBeganBeforeItsNodes() {
    UUID run = stage.start(stage.pin(GraphJson.chain(10)), "{'in':'>'}", "{}");
    stage.engine(Stage.QUICK, kinds);
    stage.awaitEnd(run);
    assertThat(
            stage.texts(
                """
                select (r.started_at = greatest(r.created_at, (select min(e.occurred_at) from lenses.workflow_run_events e where e.run_id = r.id)))
                  || ' ' || (r.started_at < (select min(n.completed_at) from lenses.workflow_node_results n where n.run_id = r.id))
                from lenses.workflow_runs r where r.id = ?
                """,
                run))
        .containsExactly("true true");
  }

  @Test
  void takesTheBranchWhoseConditionHoldsAndJoinsBelowIt() {
    GraphJson graph =
        new GraphJson()
            .node("ask", "tool", "{'output':'yes'}")
            .node("agreed", "tool", "{}")
            .node("refused", "tool", "{}")
            .node("after", "tool", "{}")
            .edge("ask", "agreed", "in", "{'condition':{'type':'equals','value':'yes'}}")
            .edge("ask", "refused", "in", "{'condition':{'type':'equals','value':'no'}}")
            .edge("agreed", "after", "in")
            .edge("refused", "after", "in");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.nodeStatuses(run, graph))
        .isEqualTo(
            Map.of(
                "ask", "completed",
                "agreed", "completed",
                "refused", "skipped",
                "after", "completed"));
  }

  @Test
  void runsUnrelatedBranchesAtOnce() {
    GraphJson graph =
        new GraphJson().node("a", "tool", "{'do':'hold'}").node("b", "tool", "{'do':'hold'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(scripted.calls().await(2))
        .extracting(ScriptedKind.Call::label)
        .containsExactlyInAnyOrder("a", "b");
    scripted.release(2);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void triesAgainAfterAFailure() {
    GraphJson graph =
        new GraphJson()
            .node(
                "flaky",
                "tool",
                "{'do':'fail','times':2,'retry_policy':{'maxRetries':2,'backoffMs':20}}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(scripted.calls().await(3))
        .extracting(ScriptedKind.Call::attempt)
        .containsExactly(1, 2, 3);
    assertThat(stage.events(run)).contains("node.retried");
  }

  @Test
  void endsAnAttemptThatTakesTooLong() {
    GraphJson graph =
        new GraphJson()
            .node("slow", "tool", "{'do':'hang','timeout_ms':200,'retry_policy':{'maxRetries':0}}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.nodeStatuses(run, graph)).containsEntry("slow", "timed_out");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("node \"slow\" gave no result within 200 ms");
  }

  @Test
  void endsARunAtItsOwnLimit() {
    GraphJson graph = new GraphJson().node("slow", "tool", "{'do':'hang'}");
    UUID run = stage.start(stage.pin(graph), "{}", "{'limits':{'timeoutMs':300}}");
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("timed_out");
  }

  @Test
  void anAttemptThatFindsTheDatabaseBusyIsTriedAgain() {
    GraphJson graph = new GraphJson().node("asks", "tool", "{'do':'outage'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(
            stage.one(
                "select payload ->> 'cause' from lenses.workflow_run_events where run_id = ? and type = 'node.retried'",
                run))
        .isEqualTo("provider_error");
  }

  @Test
  void keepsAnExceptionOfAKindInsideItsNode() {
    GraphJson graph = new GraphJson().node("broken", "tool", "{'do':'crash'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'cause' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("tool_error");
  }

  @Test
  void saysWhichKindItCannotRun() {
    GraphJson graph = new GraphJson().node("later", "memory_read", "{}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("node \"later\" is of kind \"memory_read\"");
  }

  @Test
  void endsARunWhoseSnapshotMakesNoSense() {
    GraphJson graph = new GraphJson().node("a", "tool", "{'join':'sometimes'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("\"join\" must be one of any, all");
    stage.run("delete from lenses.workflow_runs where id = ?", run);
  }

  @Test
  void storesStreamedTextInFewPieces() {
    GraphJson graph = new GraphJson().node("talks", "tool", "{'do':'stream'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    List<String> pieces =
        stage.texts(
            """
            select payload ->> 'text' from lenses.workflow_run_events
            where run_id = ? and type = 'node.stream.delta' order by event_id
            """,
            run);
    assertThat(pieces).hasSizeLessThan(100);
    assertThat(String.join("", pieces)).startsWith("0 1 2 ").endsWith(" 998 999 ");
  }

  @Test
  void leavesMemoryForALongWaitAndComesBack() {
    GraphJson graph =
        new GraphJson()
            .node(
                "limited",
                "tool",
                "{'do':'fail','cause':'RATE_LIMIT','retryAfterMs':1500,'times':1}");
    UUID run = stage.start(stage.pin(graph));
    Engine engine = stage.engine(Stage.QUICK, kinds);
    scripted.calls().await();
    stage.await("the run is parked", () -> engine.held() == 0);
    assertThat(
            stage.one(
                "select claim_id is null and available_at > now() from engine.run_queue where run_id = ?",
                run))
        .isEqualTo("t");
    assertThat(
            stage.one(
                "select waiting_reason from lenses.workflow_node_results where run_id = ?", run))
        .isEqualTo("rate_limit");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.events(run)).doesNotContain("run.recovered");
    assertThat(stage.one("select attempts from lenses.workflow_node_results where run_id = ?", run))
        .isEqualTo("2");
  }

  @Test
  void dropsAResultThatTheDatabaseRefusesAndFailsTheRun() {
    GraphJson graph = new GraphJson().node("n", "tool", "{'do':'number'}");
    UUID bad = stage.start(stage.pin(graph));
    UUID good = stage.start(stage.pin(GraphJson.chain(2)), "{'in':'>'}", "{}");
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(bad)).isEqualTo("failed");
    assertThat(stage.awaitEnd(good)).isEqualTo("completed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", bad))
        .contains("cannot be stored");
  }

  @Test
  void replacesWhatPostgresCannotHold() {
    GraphJson graph = new GraphJson().node("nul", "tool", "{'do':'nul'}");
    UUID run = stage.start(stage.pin(graph));
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, graph, "nul")).isEqualTo("a\ufffdb\\u0000c");
  }

  @Test
  void startsAndStopsTwice() {
    Engine engine = stage.engine(Stage.QUICK.withPatience(Duration.ofSeconds(1)), kinds);
    engine.start();
    engine.stop();
    engine.stop();
    engine.close();
    assertThat(stage.one("select count(*) from engine.nodes")).isEqualTo("0");
  }
}
