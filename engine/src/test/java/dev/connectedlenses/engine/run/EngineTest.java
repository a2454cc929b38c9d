package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private final Stage stage = new Stage();
  private final ScriptedKind scripted = new ScriptedKind();
  private final NodeKinds kinds = new NodeKinds(new PureKind(), scripted);

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
    assertThat(
            stage.one(
                "select output_data ->> 'output' from lenses.workflow_node_results where run_id = ? and node_id = ?",
                run,
                graph.id("n10")))
        .isEqualTo(">xxxxxxxxxx");
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
}
