package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs that are stopped: by a person, by their own limit, by being given up. */
final class DecideStopTest {
  private static final RunLimits LIMITED = new RunLimits(16, Duration.ofMinutes(5));

  /** One node running, one waiting for its retry, one not started, one finished. */
  private static Scenario half(RunLimits limits) {
    Plan plan = new Plan().nodes("done", "going", "again", "later").chain("going", "later");
    Scenario run = Scenario.of(plan, "{}", limits).claim();
    return run.completes("done").fails("again", Cause.TIMEOUT).quiet();
  }

  @Test
  void cancelAbortsWhatRunsAndEndsEveryNodeOnce() {
    Scenario run = half(RunLimits.DEFAULT);
    run.signal(new Signal.CancelAsked("changed my mind"))
        .says(
            "node.cancelled going",
            "node.cancelled again",
            "node.cancelled later",
            "run.cancelled");
    assertThat(run.commands(Command.AbortAttempt.class))
        .containsExactly(new Command.AbortAttempt(1, 1, Cause.CANCELLED));
    assertThat(run.commands(Command.DisarmTimer.class))
        .containsExactly(new Command.DisarmTimer(new Timer.Retry(2)));
    assertThat(run.state.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.node("done").status()).isEqualTo(NodeStatus.COMPLETED);
    run.payload(
        EventType.RUN_CANCELLED,
        null,
        "{'error': {'cause': 'cancelled', 'message': 'changed my mind'}, 'completed': 1}");
    run.payload(EventType.NODE_CANCELLED, "later", "{'message': 'changed my mind'}");
    assertThat(run.newest(EventType.NODE_CANCELLED, "later").has("attempt")).isFalse();
  }

  @Test
  void aRunThatIsCancelledBeforeItsFirstClaimStartsNothing() {
    Scenario run = Scenario.of(new Plan().nodes("a"));
    run.signal(new Signal.CancelAsked(null))
        .says("run.started", "node.cancelled a", "run.cancelled");
    assertThat(run.starts()).isEmpty();
    run.payload(
        EventType.RUN_CANCELLED,
        null,
        "{'error': {'cause': 'cancelled', 'message': 'the run was cancelled'}}");
  }

  @Test
  void theRunsLimitIsArmedAtTheStartAndDisarmedAtTheEnd() {
    Scenario run = Scenario.of(new Plan().nodes("a"), "{}", LIMITED).claim();
    assertThat(run.commands(Command.ArmTimer.class))
        .containsExactly(new Command.ArmTimer(new Timer.RunTimeout(), Duration.ofMinutes(5)));
    run.completes("a");
    assertThat(run.commands(Command.DisarmTimer.class))
        .containsExactly(new Command.DisarmTimer(new Timer.RunTimeout()));
  }

  @Test
  void theRunsLimitTimesOutWhatHasStartedAndCancelsTheRest() {
    Scenario run = half(LIMITED);
    run.signal(new Signal.TimerFired(new Timer.RunTimeout()))
        .says(
            "node.timed_out going",
            "node.timed_out again",
            "node.cancelled later",
            "run.timed_out");
    assertThat(run.commands(Command.AbortAttempt.class))
        .containsExactly(new Command.AbortAttempt(1, 1, Cause.TIMEOUT));
    assertThat(run.state.status()).isEqualTo(RunStatus.TIMED_OUT);
    assertThat(run.newest(EventType.RUN_TIMED_OUT, null).path("error").path("message").asString())
        .isEqualTo("the run's limit of PT5M has passed");
  }

  @Test
  void aRunThatIsGivenUpFails() {
    Scenario run = half(LIMITED);
    Failure lost = Failure.of(Cause.LOST_WORKER, "its worker was lost 5 times");
    run.signal(new Signal.GivenUp(lost))
        .says("node.failed going", "node.failed again", "node.cancelled later", "run.failed");
    run.payload(
        EventType.RUN_FAILED,
        null,
        "{'error': {'cause': 'lost_worker', 'message': 'its worker was lost 5 times'}}");
  }

  @Test
  void aRunWhoseLimitPassedWhileNobodyHeldItTimesOutWhenClaimed() {
    Scenario run = half(LIMITED);
    run.signal(new Signal.Claimed(true, Duration.ofMinutes(6), Set.of()));
    assertThat(run.starts()).isEmpty();
    assertThat(run.state.status()).isEqualTo(RunStatus.TIMED_OUT);
    assertThat(run.events.getLast().type()).isEqualTo(EventType.RUN_TIMED_OUT);
  }

  @Test
  void aResumedRunArmsWhatIsLeftOfItsLimit() {
    Scenario run = half(LIMITED);
    run.signal(new Signal.Claimed(true, Duration.ofMinutes(2), Set.of(new Timer.Retry(2))));
    assertThat(run.commands(Command.ArmTimer.class))
        .containsExactly(new Command.ArmTimer(new Timer.RunTimeout(), Duration.ofMinutes(3)));
    run.signal(new Signal.Claimed(false, Duration.ofMinutes(2), Set.of(new Timer.RunTimeout())));
    assertThat(run.commands(Command.ArmTimer.class)).isEmpty();
  }
}
