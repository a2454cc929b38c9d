package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to runs whose engine goes away without a word. */
final class RecoveryTest {
  private static final EngineConfig SHORT = Stage.QUICK.withLease(Duration.ofSeconds(2));

  private final Stage stage = new Stage();
  private final ScriptedKind lost = new ScriptedKind();
  private final ScriptedKind saved = new ScriptedKind();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private static NodeKinds kinds(ScriptedKind scripted) {
    return new NodeKinds(new TransformKind(), scripted);
  }

  private static GraphJson holdInTheMiddle() {
    return new GraphJson()
        .node("first", "tool", "{}")
        .node("middle", "tool", "{'do':'hold'}")
        .node("last", "transform", "{'text':'[[in]]'}")
        .edge("first", "middle", "in")
        .edge("middle", "last", "in");
  }

  @Test
  void anotherEngineGoesOnWhereTheLostOneWas() {
    GraphJson graph = holdInTheMiddle();
    UUID run = stage.start(stage.pin(graph));
    Database itsOwn = stage.open();
    stage.engine(SHORT.withPatience(Duration.ofMillis(100)), itsOwn, kinds(lost));
    lost.calls().await(2);
    stage.await(
        "the first node is written",
        () -> "completed".equals(stage.nodeStatuses(run, graph).get("first")));
    itsOwn.close();

    stage.engine(SHORT, kinds(saved));
    assertThat(saved.calls().await()).isEqualTo(new ScriptedKind.Call(run, "middle", 2));
    saved.release(1);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(saved.calls().drain()).isEmpty();
    assertThat(stage.events(run)).contains("run.recovered").containsOnlyOnce("run.completed");
  }

  @Test
  void manyRunsAreTakenOverSoonAfterTheLeaseEnds() {
    GraphJson graph = holdInTheMiddle();
    List<UUID> runs = stage.startMany(stage.pin(graph), 100, "{}", "{}");
    Database itsOwn = stage.open();
    stage.engine(SHORT.withPatience(Duration.ofMillis(100)), itsOwn, kinds(lost));
    lost.calls().await(200);
    stage.await(
        "all first nodes are written",
        () ->
            stage
                .one("select count(*) from lenses.workflow_node_results where status = 'completed'")
                .equals("100"));
    itsOwn.close();

    stage.engine(SHORT, kinds(saved));
    saved.release(100);
    stage.awaitAllEnded();
    assertThat(saved.calls().drain())
        .hasSize(100)
        .allSatisfy(call -> assertThat(call.label()).isEqualTo("middle"));
    assertThat(runs).allSatisfy(run -> assertThat(stage.status(run)).isEqualTo("completed"));
  }

  @Test
  void aProcessThatIsKilledLosesNothingThatWasWritten() throws Exception {
    GraphJson graph = holdInTheMiddle();
    UUID run = stage.start(stage.pin(graph));
    try (EngineProcess process = EngineProcess.start(stage.test().url())) {
      process.awaitAttempt(run, "middle", 1);
      stage.await(
          "the first node is written",
          () -> "completed".equals(stage.nodeStatuses(run, graph).get("first")));
      process.kill();
    }
    stage.engine(SHORT, kinds(saved));
    assertThat(saved.calls().await()).isEqualTo(new ScriptedKind.Call(run, "middle", 2));
    saved.release(1);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(saved.calls().drain()).isEmpty();
  }

  @Test
  void givesUpARunThatLosesItsWorkersAgainAndAgain() {
    GraphJson graph = new GraphJson().node("poison", "tool", "{'do':'hang'}");
    UUID run = stage.start(stage.pin(graph));
    stage.run("update engine.run_queue set attempt = 5 where run_id = ?", run);
    stage.engine(SHORT, kinds(saved));
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'cause' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("lost_worker");
    assertThat(saved.calls().drain()).isEmpty();
  }

  @Test
  void anEngineThatStopsHandsItsRunsBack() {
    GraphJson graph = holdInTheMiddle();
    UUID run = stage.start(stage.pin(graph));
    Engine first = stage.engine(SHORT.withPatience(Duration.ofSeconds(2)), kinds(lost));
    lost.calls().await(2);
    first.stop();
    assertThat(
            stage.one(
                "select claim_id is null and attempt = 0 from engine.run_queue where run_id = ?",
                run))
        .isEqualTo("t");

    stage.engine(SHORT, kinds(saved));
    assertThat(saved.calls().await(Duration.ofSeconds(10)).label()).isEqualTo("middle");
    saved.release(1);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void anEngineThatStopsLetsShortAttemptsEnd() {
    GraphJson graph = new GraphJson().node("only", "tool", "{'do':'hold'}");
    UUID run = stage.start(stage.pin(graph));
    Engine engine = stage.engine(SHORT, kinds(lost));
    lost.calls().await();
    Thread stopping = Thread.ofVirtual().start(engine::stop);
    lost.release(1);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    stage.await("the engine has stopped", () -> !stopping.isAlive());
  }

  @Test
  void anEngineThatDrainsClaimsNothingAndStillCancelsWhatItHolds() {
    GraphJson graph = new GraphJson().node("only", "tool", "{'do':'hold'}");
    Stage.Pinned pinned = stage.pin(graph);
    UUID held = stage.start(pinned);
    Engine engine = stage.engine(SHORT, kinds(lost));
    lost.calls().await();
    engine.drain();
    UUID late = stage.start(pinned);
    engine.wake();
    stage.run("update engine.run_queue set cancel_asked = true where run_id = ?", held);
    assertThat(stage.awaitEnd(held)).isEqualTo("cancelled");
    assertThat(stage.status(late)).isEqualTo("queued");
    engine.stop();
    assertThat(
            stage.one(
                "select claim_id is null and epoch = 0 from engine.run_queue where run_id = ?",
                late))
        .isEqualTo("t");
    stage.engine(SHORT, kinds(saved));
    assertThat(saved.calls().await(Duration.ofSeconds(10)).label()).isEqualTo("only");
    saved.release(1);
    assertThat(stage.awaitEnd(late)).isEqualTo("completed");
  }
}
