package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CancelTest {
  private final Stage stage = new Stage();
  private final ScriptedKind scripted = new ScriptedKind();
  private final NodeKinds kinds = new NodeKinds(new TransformKind(), scripted);

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private void ask(UUID run) {
    stage.run(
        "update engine.run_queue set cancel_asked = true, cancel_reason = 'changed my mind',"
            + " available_at = now() where run_id = ?",
        run);
  }

  @Test
  void stopsARunningAttemptWithinTwoSeconds() {
    GraphJson graph =
        new GraphJson()
            .node("slow", "tool", "{'do':'hang'}")
            .node("next", "tool", "{}")
            .edge("slow", "next", "in");
    UUID run = stage.start(stage.pin(graph));
    Engine engine = stage.engine(Stage.QUICK.withPoll(EngineConfig.defaults().poll()), kinds);
    engine.wake();
    scripted.calls().await();
    ask(run);
    assertThat(stage.awaitEnd(run, Duration.ofSeconds(10))).isEqualTo("cancelled");
    assertThat(stage.nodeStatuses(run, graph).values()).containsOnly("cancelled");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("changed my mind");
    assertThat(scripted.calls().drain()).isEmpty();
  }

  @Test
  void startsNothingForARunCancelledInTheQueue() {
    GraphJson graph = new GraphJson().node("never", "tool", "{}");
    UUID run = stage.start(stage.pin(graph));
    ask(run);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("cancelled");
    assertThat(scripted.calls().drain()).isEmpty();
  }

  @Test
  void reachesARunThatWaits() {
    GraphJson graph =
        new GraphJson()
            .node("waits", "tool", "{'do':'fail','cause':'RATE_LIMIT','retryAfterMs':3600000}");
    UUID run = stage.start(stage.pin(graph));
    Engine engine = stage.engine(Stage.QUICK, kinds);
    scripted.calls().await();
    stage.await("the run is parked", () -> engine.held() == 0);
    ask(run);
    assertThat(stage.awaitEnd(run)).isEqualTo("cancelled");
  }
}
