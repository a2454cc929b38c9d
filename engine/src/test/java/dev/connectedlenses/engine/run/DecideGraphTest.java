package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.node.Envelope;
import org.junit.jupiter.api.Test;

/** Joins, conditions, skips: which nodes run, given what their sources did. */
final class DecideGraphTest {
  private static final String YES = "{'condition': {'type': 'equals', 'value': 'yes'}}";
  private static final String NO =
      "{'condition': {'type': 'not_equals', 'value': 'yes'}, 'target_param_label': 'no'}";

  private static Plan branch(String joinConfig) {
    return new Plan()
        .nodes("ask", "left", "right")
        .node("join", joinConfig)
        .edge("ask", "left", YES)
        .edge("ask", "right", NO)
        .edge("left", "join", "{'target_param_label': 'l'}")
        .edge("right", "join", "{'target_param_label': 'r'}");
  }

  @Test
  void aJoinBelowABranchRunsWithTheBranchThatRan() {
    Scenario run = Scenario.of(branch("{}")).claim().quiet();
    run.completes("ask", "yes")
        .says(
            "node.completed ask",
            "node.queued left",
            "node.skipped right",
            "node.started left",
            "node.provenance left");
    run.completes("left", "L");
    assertThat(run.start("join").input()).isEqualTo(Plan.json("{'l': 'L'}"));
    run.completes("join");
    assertThat(run.state.status()).isEqualTo(RunStatus.COMPLETED);
    run.payload(EventType.RUN_COMPLETED, null, "{'completed': 3, 'skipped': 1}");
  }

  @Test
  void aSkippedNodeSaysWhy() {
    Scenario run = Scenario.of(branch("{}")).claim().completes("ask", "yes");
    assertThat(run.node("right").status()).isEqualTo(NodeStatus.SKIPPED);
    assertThat(run.node("right").waiting()).isEqualTo(WaitingReason.CONDITION_FALSE);
    String edge = Plan.id("ask>right1").toString();
    run.payload(
        EventType.NODE_SKIPPED,
        "right",
        "{'reason': 'condition_false', 'edges': [{'edgeId': '%s', 'because': 'condition_false'}]}"
            .formatted(edge));
  }

  @Test
  void anAllJoinIsSkippedWhenOneEdgeIsDead() {
    Scenario run = Scenario.of(branch("{'join': 'all'}")).claim().completes("ask", "yes").quiet();
    run.completes("left").says("node.completed left", "node.skipped join", "run.completed");
  }

  @Test
  void anAllJoinRunsWhenEveryEdgeIsLive() {
    Plan plan =
        new Plan().nodes("a", "b").node("j", "{'join': 'all'}").edge("a", "j").edge("b", "j");
    Scenario run = Scenario.of(plan).claim().completes("b").quiet();
    assertThat(run.starts()).isEmpty();
    run.completes("a");
    assertThat(run.starts()).containsExactly("j");
  }

  @Test
  void anAnyJoinStillWaitsForAllItsEdgesToSettle() {
    Plan plan = new Plan().nodes("a", "b", "j").edge("a", "j").edge("b", "j");
    Scenario run = Scenario.of(plan).claim().completes("a");
    assertThat(run.starts()).isEmpty();
    assertThat(run.node("j").status()).isEqualTo(NodeStatus.AWAITING_DEPENDENCY);
    run.completes("b");
    assertThat(run.starts()).containsExactly("j");
  }

  @Test
  void skippingGoesDownTheWholeBranchAtOnce() {
    Plan plan = new Plan().nodes("a");
    plan.edge("a", "n0", "{'condition': {'type': 'absent'}}");
    for (int i = 0; i < 1000; i++) {
      plan.nodes("n" + i);
      if (i > 0) {
        plan.edge("n" + (i - 1), "n" + i);
      }
    }
    Scenario run = Scenario.of(plan).claim().completes("a");
    assertThat(run.state.status()).isEqualTo(RunStatus.COMPLETED);
    run.payload(EventType.RUN_COMPLETED, null, "{'completed': 1, 'skipped': 1000}");
  }

  @Test
  void aSkippedSourceMakesADeadEdgeWhateverItsCondition() {
    Plan plan =
        new Plan()
            .nodes("a", "b", "c")
            .edge("a", "b", YES)
            .edge("b", "c", "{'condition': {'type': 'absent'}}");
    Scenario run = Scenario.of(plan).claim().completes("a", "no");
    assertThat(run.node("c").status()).isEqualTo(NodeStatus.SKIPPED);
    assertThat(
            run.newest(EventType.NODE_SKIPPED, "c")
                .path("edges")
                .path(0)
                .path("because")
                .asString())
        .isEqualTo("source_skipped");
  }

  @Test
  void aFailedSourceMakesADeadEdgeAndSiblingsGoOn() {
    Plan plan =
        new Plan()
            .nodes("a", "b", "after a", "after b", "join")
            .chain("a", "after a", "join")
            .chain("b", "after b", "join");
    Scenario run = Scenario.of(plan).claim().quiet();
    run.fails("a", Cause.TOOL_ERROR).says("node.failed a", "node.skipped after a");
    assertThat(
            run.newest(EventType.NODE_SKIPPED, "after a")
                .path("edges")
                .path(0)
                .path("because")
                .asString())
        .isEqualTo("source_failed");
    run.completes("b").completes("after b");
    assertThat(run.starts()).containsExactly("join");
    run.completes("join", "done");
    assertThat(run.state.status()).isEqualTo(RunStatus.FAILED);
    run.payload(
        EventType.RUN_FAILED,
        null,
        "{'error': {'cause': 'tool_error', 'message': 'a broke', 'nodeId': '%s'}}"
            .formatted(Plan.id("a")));
  }

  @Test
  void conditionsLookAtTheValueOfTheEdgeOrBelowIt() {
    Plan plan =
        new Plan()
            .nodes("a", "b", "c", "d")
            .edge(
                "a",
                "b",
                "{'source_output_key': 'items', 'condition': {'type': 'equals', 'path': '[0].ok',"
                    + " 'value': true}}")
            .edge(
                "a", "c", "{'source_output_key': 'score', 'condition': {'type': 'gt', 'value': 5}}")
            .edge("a", "d", "{'source_output_key': 'nope', 'condition': {'type': 'present'}}");
    Scenario run = Scenario.of(plan).claim().puts("a", "{'items': [{'ok': true}], 'score': 3}");
    assertThat(run.starts()).containsExactly("b");
    assertThat(run.node("c").status()).isEqualTo(NodeStatus.SKIPPED);
    assertThat(run.node("d").status()).isEqualTo(NodeStatus.SKIPPED);
  }

  @Test
  void aClashInAConditionIsFalseAndLoggedOnce() {
    Plan plan =
        new Plan().nodes("a", "b").edge("a", "b", "{'condition': {'type': 'gt', 'value': 5}}");
    Scenario run = Scenario.of(plan).claim().quiet();
    run.completes("a", Envelope.text("7"))
        .says("node.completed a", "node.log b", "node.skipped b", "run.completed");
    run.payload(
        EventType.NODE_LOG, "b", "{'level': 'warn', 'edgeId': '%s'}".formatted(Plan.id("a>b0")));
    assertThat(run.newest(EventType.NODE_LOG, "b").path("message").asString())
        .isEqualTo("condition \"gt\" is false: text against a number");
  }

  @Test
  void twoEdgesBetweenTheSameNodesAreTwoEdges() {
    Plan plan =
        new Plan()
            .nodes("a", "b")
            .edge("a", "b", YES)
            .edge("a", "b", "{'target_param_label': 'other'}");
    Scenario run = Scenario.of(plan).claim().completes("a", "no");
    assertThat(run.start("b").input()).isEqualTo(Plan.json("{'other': 'no'}"));
  }
}
