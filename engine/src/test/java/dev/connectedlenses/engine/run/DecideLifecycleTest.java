package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The path of a run in which nothing goes wrong. */
final class DecideLifecycleTest {
  @Test
  void aChainRunsNodeByNode() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b").chain("a", "b"));
    run.claim().says("run.started", "node.queued a", "node.started a");
    assertThat(run.starts()).containsExactly("a");
    assertThat(run.state.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.AWAITING_DEPENDENCY);
    assertThat(run.node("b").waiting()).isEqualTo(WaitingReason.DEPENDENCY);
    run.completes("a")
        .says("node.completed a", "node.queued b", "node.started b", "node.provenance b");
    assertThat(run.starts()).containsExactly("b");
    run.completes("b").says("node.completed b", "run.completed");
    assertThat(run.state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.state.nodes()).allMatch(n -> n.status() == NodeStatus.COMPLETED);
  }

  @Test
  void theFirstEventNamesTheNodesInOrder() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b").chain("a", "b")).claim();
    assertThat(run.newest(EventType.RUN_STARTED, null).path("nodes").valueStream())
        .extracting(n -> n.asString())
        .containsExactly(Plan.id("a").toString(), Plan.id("b").toString());
  }

  @Test
  void anEmptyGraphCompletesAtOnce() {
    Scenario run = Scenario.of(new Plan()).claim().says("run.started", "run.completed");
    assertThat(run.state.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void unrelatedBranchesDoNotWaitForEachOther() {
    Plan plan = new Plan().nodes("a1", "a2", "b1", "b2").chain("a1", "a2").chain("b1", "b2");
    Scenario run = Scenario.of(plan).claim();
    assertThat(run.starts()).containsExactly("a1", "b1");
    run.completes("b1");
    assertThat(run.starts()).containsExactly("b2");
    run.completes("b2").quiet();
    assertThat(run.node("a1").status()).isEqualTo(NodeStatus.RUNNING);
    run.completes("a1")
        .completes("a2")
        .says(
            "node.completed a1",
            "node.queued a2",
            "node.started a2",
            "node.provenance a2",
            "node.completed a2",
            "run.completed");
  }

  @Test
  void atMostSixteenAttemptsAreInFlightAndTheRestFollowInGraphOrder() {
    Plan plan = new Plan();
    for (int i = 0; i < 20; i++) {
      plan.nodes("n" + i);
    }
    Scenario run = Scenario.of(plan).claim();
    assertThat(run.starts()).hasSize(16).startsWith("n0").endsWith("n15");
    assertThat(run.node("n16").status()).isEqualTo(NodeStatus.QUEUED);
    assertThat(run.node("n16").waiting()).isEqualTo(WaitingReason.QUEUED);
    run.completes("n9");
    assertThat(run.starts()).containsExactly("n16");
    run.completes("n3");
    assertThat(run.starts()).containsExactly("n17");
  }

  @Test
  void streamingShowsOnNodeAndRunAndEndsWithTheLastStream() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b")).claim().quiet();
    run.streams("a", 0, "Hel").says("node.stream.delta a", "run.status.changed");
    run.payload(EventType.RUN_STATUS_CHANGED, null, "{'from': 'running', 'to': 'streaming'}");
    run.payload(EventType.NODE_STREAM_DELTA, "a", "{'attempt': 1, 'deltaIndex': 0, 'text': 'Hel'}");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.STREAMING);
    assertThat(run.state.status()).isEqualTo(RunStatus.STREAMING);
    run.streams("a", 1, "lo").says("node.stream.delta a");
    run.streams("b", 0, "x").says("node.stream.delta b");
    run.completes("a").says("node.completed a");
    run.completes("b").says("node.completed b", "run.completed");
  }

  @Test
  void whenStreamingStopsTheRunIsRunningAgain() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b")).claim().streams("a", 0, "x").quiet();
    run.completes("a").says("node.completed a", "run.status.changed");
    run.payload(EventType.RUN_STATUS_CHANGED, null, "{'from': 'streaming', 'to': 'running'}");
    assertThat(run.state.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void theActiveNodeIsTheFirstInFlightAndNoneAtTheEnd() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b", "c").chain("a", "c")).claim();
    assertThat(active(run)).containsExactly("a");
    run.completes("a");
    assertThat(active(run)).containsExactly("a", "b");
    run.completes("b").completes("c");
    assertThat(active(run)).containsExactly("a", "b", "c", "none");
  }

  private static List<String> active(Scenario run) {
    return run.changes(Change.Run.class).stream()
        .map(change ->
            change.activeNodeId() == null
                ? "none"
                : run.graph.node(run.graph.indexOf(change.activeNodeId())).label())
        .toList();
  }

  @Test
  void everyAttemptRecordsItsCost() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().quiet();
    run.signal(
            new Signal.AttemptCompleted(
                0,
                1,
                dev.connectedlenses.engine.node.Envelope.text("x"),
                List.of(Scenario.USAGE, Scenario.USAGE),
                Scenario.TIMING,
                0))
        .says("cost.recorded a", "cost.recorded a", "node.completed a", "run.completed");
    run.payload(
        EventType.COST_RECORDED,
        "a",
        "{'attempt': 1, 'provider': 'demo', 'model': 'writer', 'inputTokens': 10,"
            + " 'outputTokens': 5, 'costCredits': 0.25}");
    run.payload(
        EventType.RUN_COMPLETED,
        null,
        "{'nodes': 1, 'completed': 1, 'skipped': 0, 'inputTokens': 20, 'outputTokens': 10,"
            + " 'costCredits': 0.50}");
    assertThat(run.changes(Change.Spent.class)).hasSize(2);
    assertThat(run.node("a").spend().inputTokens()).isEqualTo(20);
    assertThat(run.node("a").route()).isEqualTo(new Route("demo", "writer"));
  }

  @Test
  void theCompletedEventCarriesWhatTheRowHolds() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().completes("a", "hello");
    run.payload(
        EventType.NODE_COMPLETED,
        "a",
        "{'attempt': 1, 'durationMs': 120, 'ttfbMs': 30,"
            + " 'output': {'kind': 'text', 'artifactKind': 'text', 'output': 'hello'}}");
    assertThat(run.node("a").timing()).isEqualTo(Scenario.TIMING);
  }

  @Test
  void aTerminalRunIgnoresEverything() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().completes("a").quiet();
    RunState end = run.state;
    run.completes("a").fails("a", dev.connectedlenses.engine.graph.Cause.TIMEOUT);
    run.claim().recover().signal(new Signal.CancelAsked(null)).says();
    assertThat(run.state).isSameAs(end);
    assertThat(run.last).isEmpty();
  }

  @Test
  void anAttemptThatHasEndedCannotEndAgain() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b")).claim().completes("a", "first").quiet();
    RunState before = run.state;
    run.completes("a", "second").streams("a", 7, "late").says();
    run.fails("a", dev.connectedlenses.engine.graph.Cause.TOOL_ERROR).says();
    assertThat(run.state).isSameAs(before);
  }

  @Test
  void aSignalOfAnOlderAttemptIsIgnored() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().recover().quiet();
    assertThat(run.node("a").attempts()).isEqualTo(2);
    run.signal(new Signal.AttemptStreamed(0, 1, 0, "late"))
        .signal(new Signal.AttemptLogged(0, 1, "info", "late"))
        .signal(
            new Signal.AttemptCompleted(
                0,
                1,
                dev.connectedlenses.engine.node.Envelope.text("late"),
                List.of(),
                Scenario.TIMING,
                0))
        .signal(
            new Signal.AttemptFailed(
                0,
                1,
                dev.connectedlenses.engine.node.Failure.of(
                    dev.connectedlenses.engine.graph.Cause.TIMEOUT, "late"),
                List.of(Scenario.USAGE),
                Scenario.TIMING,
                0))
        .says();
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.RUNNING);
    run.signal(new Signal.AttemptLogged(0, 2, "info", "now")).says("node.log a");
  }
}
