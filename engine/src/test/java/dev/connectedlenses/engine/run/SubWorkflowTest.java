package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.ApprovalKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.OutputKind;
import dev.connectedlenses.engine.node.SubWorkflowKind;
import dev.connectedlenses.engine.node.TransformKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that start other runs and wait for them. */
final class SubWorkflowTest {
  private static final NodeKinds KINDS =
      new NodeKinds(
          new SubWorkflowKind(), new TransformKind(), new OutputKind(), new ApprovalKind());
  private final Stage stage = new Stage();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private static String runs(Stage.Pinned child) {
    return "{'workflow_id':'%s','version_id':'%s'}"
        .formatted(child.workflowId(), child.versionId());
  }

  private static GraphJson over(Stage.Pinned child) {
    return new GraphJson()
        .node("sub", "sub_workflow", runs(child))
        .node("after", "output", "{'name':'answer'}")
        .edge("sub", "after", "value", "{'source_output_key':'answer'}");
  }

  /** A workflow that asks a person and puts out what the person chose as "answer". */
  private static GraphJson asking() {
    return new GraphJson()
        .node("ask", "approval", "{}")
        .node("out", "output", "{'name':'answer'}")
        .edge("ask", "out", "value", "{'source_output_key':'tone'}");
  }

  private UUID awaitChild(UUID parent) {
    stage.await("the child asks", () -> !children(parent).isEmpty() && sleeps(parent));
    UUID child = UUID.fromString(children(parent).getFirst());
    stage.await("the child sleeps", () -> sleeps(child));
    return child;
  }

  private List<String> children(UUID parent) {
    return stage.texts("select id::text from lenses.workflow_runs where parent_run_id = ?", parent);
  }

  private boolean sleeps(UUID run) {
    return stage
        .one(
            "select count(*) from engine.run_queue where run_id = ? and claim_id is null and available_at > now()",
            run)
        .equals("1");
  }

  private void approve(UUID run, GraphJson graph, String values) {
    stage
        .test()
        .asPersona(
            Identity.of(stage.author()),
            handle ->
                handle.execute(
                    "select public.fn_complete_human_input(?, ?, cast(? as jsonb))",
                    run,
                    graph.id("ask"),
                    values));
  }

  @Test
  void parentSleepsWhileItsChildWaitsAndTakesItsResult() {
    GraphJson inner = asking();
    GraphJson outer = over(stage.pin(inner));
    Stage.Pinned pinned = stage.pin(outer);
    Engine engine = stage.engine(Stage.QUICK, KINDS);
    UUID run = stage.start(pinned);
    UUID child = awaitChild(run);
    stage.await("nothing is in memory", () -> engine.held() == 0);
    assertThat(
            stage.one(
                "select trigger_mode || ' ' || recursion_depth || ' ' || (triggered_by = ?) from lenses.workflow_runs where id = ?",
                stage.author(),
                child))
        .isEqualTo("subflow 1 true");
    approve(child, inner, "{\"tone\":\"dry\"}");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, outer, "after")).isEqualTo("dry");
    assertThat(stage.events(run)).containsOnlyOnce("node.blocked").doesNotContain("run.recovered");
    assertThat(
            stage.texts(
                "select source_output_path || ' -> ' || target_input_path from lenses.workflow_run_provenance"
                    + " where target_run_id = ? and source_run_id <> target_run_id",
                run))
        .containsExactly("output -> answer");
    assertThat(stage.one("select count(*) from engine.signals")).isEqualTo("0");
  }

  @Test
  void inputsReachTheChildAndTellWhereTheyCameFrom() {
    GraphJson inner =
        new GraphJson()
            .node("say", "transform", "{'text':'about [[topic]]'}")
            .node("out", "output", "{'name':'answer'}")
            .edge("say", "out", "value");
    GraphJson outer =
        over(stage.pin(inner))
            .node("topic", "transform", "{'text':'tea'}")
            .edge("topic", "sub", "topic");
    stage.engine(Stage.QUICK, KINDS);
    UUID run = stage.start(stage.pin(outer));
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, outer, "after")).isEqualTo("about tea");
    UUID child = UUID.fromString(children(run).getFirst());
    assertThat(
            stage.one(
                "select source_node_id::text || ' ' || source_output_path from lenses.workflow_run_provenance"
                    + " where source_run_id = ? and target_run_id = ?",
                run,
                child))
        .isEqualTo(outer.id("sub") + " topic");
  }

  @Test
  void childThatFailsFailsItsNodeAlone() {
    GraphJson inner = new GraphJson().node("bad", "transform", "{'text':'[[nowhere]]'}");
    GraphJson outer = over(stage.pin(inner)).node("other", "transform", "{'text':'x'}");
    stage.engine(Stage.QUICK, KINDS);
    UUID run = stage.start(stage.pin(outer));
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.nodeStatuses(run, outer))
        .isEqualTo(Map.of("sub", "failed", "after", "skipped", "other", "completed"));
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .startsWith("node \"sub\": its workflow failed: node \"bad\" needs input");
  }

  @Test
  void cancellingTheParentCancelsAllBelowIt() {
    Stage.Pinned bottom = stage.pin(asking());
    Stage.Pinned middle = stage.pin(over(bottom));
    UUID run = stage.start(stage.pin(over(middle)));
    stage.engine(Stage.QUICK, KINDS);
    UUID child = awaitChild(run);
    UUID grandchild = awaitChild(child);
    stage
        .test()
        .asPersona(
            Identity.of(stage.author()),
            handle -> handle.execute("select public.fn_cancel_workflow_run(?, 'enough')", run));
    for (UUID each : List.of(run, child, grandchild)) {
      assertThat(stage.awaitEnd(each)).isEqualTo("cancelled");
    }
  }

  @Test
  void parentWhoseTimeIsOverTakesItsChildWithIt() {
    GraphJson outer = over(stage.pin(asking()));
    UUID run = stage.start(stage.pin(outer), "{}", "{'limits':{'timeoutMs':3000}}");
    stage.engine(Stage.QUICK, KINDS);
    UUID child = awaitChild(run);
    assertThat(stage.awaitEnd(run)).isEqualTo("timed_out");
    assertThat(stage.awaitEnd(child)).isEqualTo("cancelled");
  }

  @Test
  void anotherProcessGoesOnWhereTheFirstStopped() {
    GraphJson inner = asking();
    GraphJson outer = over(stage.pin(inner));
    UUID run = stage.start(stage.pin(outer));
    Engine first = stage.engine(Stage.QUICK, KINDS);
    UUID child = awaitChild(run);
    first.stop();
    approve(child, inner, "{\"tone\":\"warm\"}");
    stage.engine(Stage.QUICK, stage.open(), KINDS);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, outer, "after")).isEqualTo("warm");
    assertThat(children(run)).hasSize(1);
  }

  @Test
  void versionThatIsGoneIsAnError() {
    Stage.Pinned nowhere = new Stage.Pinned(UUID.randomUUID(), UUID.randomUUID());
    UUID run = stage.start(stage.pin(over(nowhere)));
    stage.engine(Stage.QUICK, KINDS);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("is gone");
  }

  @Test
  void sixthRunOfAChainIsRefused() {
    Stage.Pinned pinned = stage.pin(new GraphJson().node("leaf", "transform", "{'text':'x'}"));
    for (int i = 0; i < 6; i++) {
      pinned = stage.pin(over(pinned));
    }
    UUID run = stage.start(pinned);
    stage.engine(Stage.QUICK, KINDS);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select max(recursion_depth) from lenses.workflow_runs")).isEqualTo("5");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("more than 5 deep");
  }

  @Test
  void manyFamiliesDoNotStandInEachOthersWay() {
    GraphJson leaf =
        new GraphJson()
            .node("say", "transform", "{'text':'x'}")
            .node("out", "output", "{'name':'answer'}")
            .edge("say", "out", "value");
    Stage.Pinned child = stage.pin(leaf);
    GraphJson outer = over(child).node("twin", "sub_workflow", runs(child));
    Stage.Pinned parent = stage.pin(over(stage.pin(outer)));
    List<UUID> runs = stage.startMany(parent, 60, "{}", "{}");
    stage.engine(Stage.QUICK, KINDS);
    stage.engine(Stage.QUICK, stage.open(), KINDS);
    stage.awaitAllEnded();
    assertThat(runs).allMatch(run -> stage.status(run).equals("completed"));
    assertThat(stage.one("select count(*) from lenses.workflow_runs")).isEqualTo("240");
  }
}
