package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that begin with finished results of an earlier run. */
final class RerunTest {
  private final Stage stage = new Stage();
  private final ScriptedKind kind = new ScriptedKind();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  @Test
  void reusedNodesAreToldButNotRunAgain() {
    GraphJson graph =
        new GraphJson()
            .node("first", "tool", "{'output':'paid for'}")
            .node("second", "tool", "{}")
            .node("last", "transform", "{'text':'[[in]]!'}")
            .edge("first", "second", "in")
            .edge("first", "last", "in");
    Stage.Pinned pinned = stage.pin(graph);
    stage.engine(Stage.QUICK, new NodeKinds(new TransformKind(), kind));
    UUID run = stage.start(pinned);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    kind.calls().drain();

    UUID again = startAgain(pinned, run);

    assertThat(stage.awaitEnd(again)).isEqualTo("completed");
    assertThat(kind.calls().drain()).containsExactly(new ScriptedKind.Call(again, "second", 1));
    assertThat(stage.output(again, graph, "last")).isEqualTo(stage.output(run, graph, "last"));
    assertThat(stage.events(again)).startsWith("run.started", "node.completed");
    assertThat(
            stage.texts(
                "select (payload ->> 'reused') || ' ' || (payload ->> 'attempt')"
                    + " from lenses.workflow_run_events where run_id = ? and event_id = 2",
                again))
        .isEqualTo(List.of("true 0"));
  }

  /** Queues a run that has the first node's result, before the engine can see it. */
  private UUID startAgain(Stage.Pinned pinned, UUID run) {
    return stage
        .test()
        .admin()
        .inTransaction(h -> {
          UUID again =
              h.createQuery(
                      """
                      select lenses.add_run(workflow_id, workflow_version_id, triggered_by, context_inputs, null, 'retry',
                        jsonb_build_object('rerun_of', id))
                      from lenses.workflow_runs where id = ?
                      """)
                  .bind(0, run)
                  .mapTo(UUID.class)
                  .one();
          h.createQuery(
                  """
                  select lenses.reuse_results(?, ?, array(
                    select (n ->> 'id')::uuid from lenses.workflow_versions v, jsonb_array_elements(v.graph -> 'nodes') n
                    where v.id = ? and n ->> 'label' = 'first'))
                  """)
              .bind(0, run)
              .bind(1, again)
              .bind(2, pinned.versionId())
              .mapTo(String.class)
              .list();
          return again;
        });
  }
}
