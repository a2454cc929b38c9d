package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Wait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes that wait for time, for a person, or for an outside system. */
final class DecideWaitTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Wait TIME = new Wait.Time(HOUR, Envelope.text("later"));
  private static final Wait PERSON =
      new Wait.Answer(Wait.By.PERSON, HOUR, Json.object().put("title", "Publish?"));
  private static final Wait OUTSIDE =
      new Wait.Answer(Wait.By.OUTSIDE, HOUR, Json.object().put("token", "t"));

  private static Scenario waiting(Wait until) {
    Plan plan = new Plan().nodes("pause", "after").chain("pause", "after");
    return blocks(Scenario.of(plan).claim(), until).quiet();
  }

  private static Scenario blocks(Scenario run, Wait until) {
    return run.signal(new Signal.AttemptWaits(0, 1, until, List.of(), Signal.Timing.NONE));
  }

  private static Signal answered(@Nullable Failure refusal) {
    return new Signal.Answered(0, Envelope.text("an answer"), refusal);
  }

  @Test
  void waitForTimeArmsATimerAndHoldsItsOutput() {
    Scenario run = waiting(TIME);
    assertThat(run.commands(Command.ArmTimer.class))
        .containsExactly(new Command.ArmTimer(new Timer.Wake(0), HOUR));
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.BLOCKED);
    assertThat(run.node("pause").waiting()).isNull();
    assertThat(run.node("after").status()).isEqualTo(NodeStatus.AWAITING_DEPENDENCY);
    run.payload(EventType.NODE_BLOCKED, "pause", "{'attempt': 1, 'limitMs': 3600000}");
  }

  @Test
  void timeThatIsOverCompletesTheNode() {
    Scenario run = waiting(TIME).signal(new Signal.TimerFired(new Timer.Wake(0)));
    run.says(
        "node.completed pause", "node.queued after", "node.started after", "node.provenance after");
    assertThat(run.node("pause").output()).isEqualTo(Envelope.text("later"));
  }

  @Test
  void personIsAskedAndTheAnswerIsTheOutput() {
    Scenario run = waiting(PERSON);
    assertThat(run.node("pause").waiting()).isEqualTo(WaitingReason.HUMAN_INPUT);
    run.payload(EventType.NODE_BLOCKED, "pause", "{'reason': 'human_input'}");
    run.signal(answered(null))
        .says(
            "approval.decided pause",
            "node.completed pause",
            "node.queued after",
            "node.started after",
            "node.provenance after");
    assertThat(run.node("pause").output()).isEqualTo(Envelope.text("an answer"));
  }

  @Test
  void refusalFailsTheNodeAndItsBranch() {
    Scenario run = waiting(PERSON);
    run.signal(answered(Failure.of(Cause.PERMISSION_ERROR, "no")));
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.FAILED);
    assertThat(run.node("after").status()).isEqualTo(NodeStatus.SKIPPED);
    assertThat(run.state.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void questionThatNobodyAnswersTimesOut() {
    Scenario run = waiting(PERSON).signal(new Signal.TimerFired(new Timer.Wake(0)));
    run.says(
        "approval.timed_out pause", "node.timed_out pause", "node.skipped after", "run.failed");
  }

  @Test
  void outsideSystemIsNoApproval() {
    Scenario run = waiting(OUTSIDE);
    assertThat(run.node("pause").waiting()).isEqualTo(WaitingReason.EXTERNAL_CALLBACK);
    run.signal(answered(null))
        .says(
            "node.completed pause",
            "node.queued after",
            "node.started after",
            "node.provenance after");
  }

  @Test
  void firstAnswerStands() {
    Scenario run = waiting(OUTSIDE).signal(answered(null));
    RunState after = run.state;
    run.signal(answered(Failure.of(Cause.PERMISSION_ERROR, "no")));
    run.signal(new Signal.TimerFired(new Timer.Wake(0)));
    assertThat(run.state).isSameAs(after);
  }

  @Test
  void waitForTimeTakesNoAnswer() {
    Scenario run = waiting(TIME);
    RunState before = run.state;
    run.signal(answered(null)).quiet();
    assertThat(run.state).isSameAs(before);
  }

  @Test
  void lostWorkerDoesNotRepeatWhatWaits() {
    Scenario run = waiting(PERSON);
    run.recover(new Timer.Wake(0));
    assertThat(run.starts()).isEmpty();
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.BLOCKED);
  }

  @Test
  void waitWhoseTimerWasLostIsOver() {
    Scenario run = waiting(TIME);
    run.recover();
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.COMPLETED);
    assertThat(run.starts()).containsExactly("after");
  }

  @Test
  void cancelEndsTheWaitAndItsTimer() {
    Scenario run = waiting(PERSON).signal(new Signal.CancelAsked(null));
    assertThat(run.commands(Command.DisarmTimer.class))
        .containsExactly(new Command.DisarmTimer(new Timer.Wake(0)));
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.CANCELLED);
  }

  @Test
  void waitThatBeginsInAHaltedRunIsCancelled() {
    Plan plan = new Plan().nodes("pause").node("bad", "{'failure_policy':{'mode':'halt'}}");
    Scenario run = Scenario.of(plan).claim();
    run.fails("bad", Failure.of(Cause.VALIDATION_ERROR, "no"), 0.5);
    blocks(run, TIME);
    assertThat(run.node("pause").status()).isEqualTo(NodeStatus.CANCELLED);
    assertThat(run.state.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void lateWaitOfAnOldAttemptChangesNothing() {
    Scenario run = waiting(TIME).signal(new Signal.TimerFired(new Timer.Wake(0)));
    RunState after = run.state;
    blocks(run, PERSON);
    assertThat(run.state).isSameAs(after);
  }
}
