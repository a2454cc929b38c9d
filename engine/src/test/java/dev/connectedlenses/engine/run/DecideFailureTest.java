package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three failure policies, and what halts a run whatever its policy. */
final class DecideFailureTest {
  private static final String HALT =
      "{'failure_policy': {'mode': 'halt'}, 'retry_policy': {'maxRetries': 0}}";
  private static final String FALLBACK =
      "{'failure_policy': {'mode': 'fallback', 'fallbackModelId': 'demo/spare'}}";

  @Test
  void haltCancelsWhatHasNotStartedAndLetsTheRestEnd() {
    Plan plan = new Plan().node("a", HALT).nodes("b", "c", "d").chain("b", "c").chain("a", "d");
    Scenario run = Scenario.of(plan).claim().quiet();
    run.fails("a", Cause.PROVIDER_ERROR)
        .says("node.failed a", "node.cancelled c", "node.cancelled d");
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.RUNNING);
    assertThat(run.commands(Command.AbortAttempt.class)).isEmpty();
    run.payload(
        EventType.NODE_CANCELLED,
        "c",
        "{'cause': 'cancelled', 'message': 'the run was halted because node \\\"a\\\" failed'}");
    run.completes("b").says("node.completed b", "run.failed");
    run.payload(
        EventType.RUN_FAILED,
        null,
        "{'error': {'cause': 'provider_error', 'message': 'a broke', 'nodeId': '%s'}}"
            .formatted(Plan.id("a")));
  }

  @Test
  void afterAHaltNothingIsTriedAgain() {
    Plan plan = new Plan().node("a", HALT).nodes("b", "c");
    Scenario run = Scenario.of(plan).claim().fails("c", Cause.TIMEOUT).quiet();
    run.fails("a", Cause.TOOL_ERROR).says("node.failed a", "node.timed_out c");
    assertThat(run.commands(Command.DisarmTimer.class))
        .containsExactly(new Command.DisarmTimer(new Timer.Retry(2)));
    run.fails("b", Cause.TIMEOUT).says("node.timed_out b", "run.failed");
  }

  @Test
  void aTriedNodeHaltsOnlyWhenItsRetriesAreUsedUp() {
    Plan plan =
        new Plan()
            .node("a", "{'failure_policy': {'mode': 'halt'}}")
            .nodes("b", "c")
            .chain("b", "c");
    Scenario run = Scenario.of(plan).claim().fails("a", Cause.TIMEOUT);
    assertThat(run.node("c").status()).isEqualTo(NodeStatus.AWAITING_DEPENDENCY);
  }

  @Test
  void anExhaustedBudgetHaltsUnderAnyPolicy() {
    Plan plan = new Plan().nodes("a", "b", "c").chain("b", "c");
    Scenario run = Scenario.of(plan).claim().quiet();
    run.fails("a", Cause.BUDGET_ERROR).says("node.failed a", "node.cancelled c");
    run.fails("b", Cause.TIMEOUT).says("node.timed_out b", "run.failed");
  }

  @Test
  void aHaltIsStillKnownAfterARecovery() {
    Plan plan = new Plan().node("a", HALT).nodes("b");
    Scenario run = Scenario.of(plan).claim().fails("a", Cause.TOOL_ERROR).recover();
    assertThat(run.starts()).containsExactly("b");
    run.fails("b", Cause.TIMEOUT);
    assertThat(run.node("b").status()).isEqualTo(NodeStatus.TIMED_OUT);
  }

  @Test
  void fallbackGivesOneMoreRoundOnTheOtherModel() {
    Scenario run = Scenario.of(new Plan().node("a", FALLBACK)).claim();
    assertThat(run.start("a").fallbackModel()).isNull();
    run.fails("a", Cause.PROVIDER_ERROR).retryDue("a");
    assertThat(run.start("a").fallbackModel()).isNull();
    run.quiet().fails("a", Cause.PROVIDER_ERROR).says("node.retried a", "node.started a");
    assertThat(run.start("a").fallbackModel()).isEqualTo("demo/spare");
    assertThat(run.start("a").attempt()).isEqualTo(3);
    run.payload(EventType.NODE_RETRIED, "a", "{'delayMs': 0, 'retries': 2}");
    run.payload(EventType.NODE_STARTED, "a", "{'attempt': 3, 'fallbackModel': 'demo/spare'}");
    run.fails("a", Cause.PROVIDER_ERROR);
    run.payload(EventType.NODE_RETRIED, "a", "{'delayMs': 250, 'retries': 3}");
    run.retryDue("a");
    assertThat(run.start("a").fallbackModel()).isEqualTo("demo/spare");
    run.quiet().fails("a", Cause.PROVIDER_ERROR).says("node.failed a", "run.failed");
    assertThat(run.node("a").attempts()).isEqualTo(4);
  }

  @Test
  void anotherModelIsTriedAlsoForCausesThatAreNotRetried() {
    Scenario run = Scenario.of(new Plan().node("a", FALLBACK)).claim();
    run.fails("a", Cause.TOOL_ERROR);
    assertThat(run.start("a").fallbackModel()).isEqualTo("demo/spare");
    run.fails("a", Cause.TOOL_ERROR);
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.FAILED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"VALIDATION_ERROR", "PERMISSION_ERROR", "BUDGET_ERROR", "CANCELLED", "LOST_WORKER"})
  void anotherModelDoesNotHelpAgainstEverything(Cause cause) {
    Scenario run = Scenario.of(new Plan().node("a", FALLBACK)).claim().fails("a", cause);
    assertThat(run.state.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void fallbackWithoutAModelIsIsolation() {
    Plan plan =
        new Plan()
            .node("a", "{'failure_policy': {'mode': 'fallback'}}")
            .nodes("b", "c")
            .chain("b", "c");
    Scenario run = Scenario.of(plan).claim().fails("a", Cause.TOOL_ERROR);
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.FAILED);
    assertThat(run.node("c").status()).isEqualTo(NodeStatus.AWAITING_DEPENDENCY);
  }

  @Test
  void theFirstCulpritInGraphOrderIsTheReason() {
    Scenario run = Scenario.of(new Plan().nodes("a", "b")).claim();
    run.fails("b", Cause.TOOL_ERROR).fails("a", Cause.PERMISSION_ERROR);
    run.payload(
        EventType.RUN_FAILED,
        null,
        "{'error': {'cause': 'permission_error', 'message': 'a broke', 'nodeId': '%s'}}"
            .formatted(Plan.id("a")));
    Change.Run last = run.changes(Change.Run.class).getLast();
    assertThat(last.status()).isEqualTo(RunStatus.FAILED);
    assertThat(String.valueOf(last.error())).contains("permission_error");
  }

  @Test
  void attemptThatBreaksAStricterLayerIsToldFieldByField() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().quiet();
    Failure failure =
        new Failure(
            Cause.CONTRACT_VIOLATED,
            "forbidden",
            null,
            Json.MAPPER.readTree("[{\"field\":\"tools\"}]"));
    run.fails("a", failure, 0.5);
    run.says("contract.violated a", "node.failed a", "run.failed");
    run.payload(
        EventType.CONTRACT_VIOLATED,
        "a",
        "{'phase': 'attempt', 'violations': [{'field': 'tools'}]}");
  }
}
