package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs that are taken over after a loss, or taken up again after a planned wait. */
final class DecideRecoveryTest {
  @Test
  void finishedNodesStayAndRunningOnesStartAgain() {
    Plan plan = new Plan().nodes("a", "b", "c").chain("a", "b").edge("b", "c");
    Scenario run = Scenario.of(plan).claim().completes("a", "kept").quiet();
    run.recover().says("run.recovered", "node.retried b", "node.started b", "run.status.changed");
    assertThat(run.starts()).containsExactly("b");
    assertThat(run.start("b").attempt()).isEqualTo(2);
    assertThat(run.node("a").attempts()).isEqualTo(1);
    run.payload(EventType.RUN_RECOVERED, null, "{'restarted': ['%s']}".formatted(Plan.id("b")));
    run.payload(
        EventType.NODE_RETRIED,
        "b",
        "{'attempt': 1, 'cause': 'lost_worker', 'delayMs': 0, 'retries': 0,"
            + " 'waitingReason': 'queued'}");
    run.payload(EventType.RUN_STATUS_CHANGED, null, "{'from': 'recovered', 'to': 'running'}");
    assertThat(run.state.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void aLostWorkerUsesUpNoRetry() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().recover().recover().recover();
    assertThat(run.node("a").attempts()).isEqualTo(4);
    assertThat(run.node("a").retries()).isZero();
    run.fails("a", Cause.TIMEOUT);
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.RETRYING);
  }

  @Test
  void aStreamThatWasLostBeginsAgain() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().streams("a", 0, "x").quiet();
    run.recover().says("run.recovered", "node.retried a", "node.started a", "run.status.changed");
    assertThat(run.state.status()).isEqualTo(RunStatus.RUNNING);
    run.streams("a", 0, "x").says("node.stream.delta a", "run.status.changed");
    run.payload(EventType.NODE_STREAM_DELTA, "a", "{'attempt': 2, 'deltaIndex': 0}");
  }

  @Test
  void aRetryWhoseTimerIsHeldKeepsWaiting() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().fails("a", Cause.TIMEOUT).quiet();
    run.recover(new Timer.Retry(0)).says("run.recovered", "run.status.changed");
    assertThat(run.node("a").waiting()).isEqualTo(WaitingReason.RETRY_BACKOFF);
  }

  @Test
  void aRetryWhoseTimerWasLostIsDueAtOnce() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().fails("a", Cause.TIMEOUT).quiet();
    run.recover().says("run.recovered", "node.waiting a", "node.started a", "run.status.changed");
  }

  @Test
  void aPlannedWaitIsNoRecovery() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim().fails("a", Cause.RATE_LIMIT).quiet();
    run.signal(new Signal.Claimed(false, Duration.ofSeconds(9), Set.of(new Timer.Retry(0)))).says();
    run.retryDue("a").says("node.waiting a", "node.started a");
  }

  @Test
  void aRunLostBeforeItsFirstCommitJustBegins() {
    Scenario run = Scenario.of(new Plan().nodes("a"));
    run.recover().says("run.started", "node.queued a", "node.started a");
  }

  @Test
  void aRunLostWhileNothingWasInFlightStillFindsItsNextMove() {
    Plan plan = new Plan().nodes("a", "b").chain("a", "b");
    Scenario run = Scenario.of(plan).claim().completes("a").quiet();
    NodeState waiting = NodeState.PENDING;
    run.state =
        new RunState(
            RunStatus.RUNNING,
            run.state.inputs(),
            run.state.limits(),
            java.util.List.of(run.node("a"), waiting));
    run.recover()
        .says(
            "run.recovered",
            "node.queued b",
            "node.started b",
            "node.provenance b",
            "run.status.changed");
  }

  @Test
  void startsAfterARecoveryRespectTheSlots() {
    Plan plan = new Plan().nodes("a", "b", "c");
    Scenario run = Scenario.of(plan, "{}", new RunLimits(2, null)).claim().recover();
    assertThat(run.starts()).containsExactly("a", "b");
    assertThat(run.node("c").status()).isEqualTo(NodeStatus.QUEUED);
  }
}
