package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Second tries: which failures get one, after how long, and under which name they wait. */
final class DecideRetryTest {
  private static Plan plan(String retryPolicy) {
    return new Plan().node("a", "{'retry_policy': " + retryPolicy + "}");
  }

  private static Command.ArmTimer armed(Scenario run) {
    return run.commands(Command.ArmTimer.class).getFirst();
  }

  @Test
  void aRetryableFailureWaitsAndStartsAgain() {
    Scenario run = Scenario.of(plan("{}")).claim().quiet();
    run.fails("a", Cause.PROVIDER_ERROR).says("node.retried a");
    run.payload(
        EventType.NODE_RETRIED,
        "a",
        "{'attempt': 1, 'cause': 'provider_error', 'delayMs': 250, 'retries': 1,"
            + " 'waitingReason': 'retry_backoff', 'message': 'a broke'}");
    assertThat(armed(run))
        .isEqualTo(new Command.ArmTimer(new Timer.Retry(0), Duration.ofMillis(250)));
    assertThat(run.starts()).isEmpty();
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.RETRYING);
    assertThat(run.node("a").waiting()).isEqualTo(WaitingReason.RETRY_BACKOFF);
    run.retryDue("a").says("node.waiting a", "node.started a");
    assertThat(run.start("a").attempt()).isEqualTo(2);
    run.payload(EventType.NODE_STARTED, "a", "{'attempt': 2}");
    run.completes("a").says("node.completed a", "run.completed");
    assertThat(run.node("a").retries()).isEqualTo(1);
    assertThat(run.node("a").failure()).isNull();
  }

  @Test
  void whenRetriesAreUsedUpTheNodeFails() {
    Scenario run = Scenario.of(plan("{}")).claim().fails("a", Cause.PROVIDER_ERROR);
    run.retryDue("a").quiet();
    run.fails("a", Cause.PROVIDER_ERROR).says("node.failed a", "run.failed");
    assertThat(run.node("a").attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void onlyTheCausesOfThePolicyAreRetried(Cause cause) {
    boolean byDefault =
        List.of(Cause.TIMEOUT, Cause.PROVIDER_ERROR, Cause.RATE_LIMIT).contains(cause);
    Scenario run = Scenario.of(plan("{}")).claim().fails("a", cause);
    assertThat(run.node("a").status() == NodeStatus.RETRYING).isEqualTo(byDefault);
    Scenario named =
        Scenario.of(plan("{'retryOn': ['" + cause.wire() + "']}")).claim().fails("a", cause);
    assertThat(named.node("a").status()).isEqualTo(NodeStatus.RETRYING);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.0, 500",
    "1, 1.0, 1000",
    "2, 1.0, 2000",
    "4, 1.0, 8000",
    "5, 1.0, 8000",
    "2, 0.25, 500"
  })
  void theBoundDoublesUpToTheMaximumAndJitterIsFull(int earlier, double jitter, long millis) {
    Scenario run = Scenario.of(plan("{'maxRetries': 9}")).claim();
    for (int i = 0; i < earlier; i++) {
      run.fails("a", Cause.TIMEOUT).retryDue("a");
    }
    run.fails("a", Failure.of(Cause.TIMEOUT, "slow"), jitter);
    assertThat(armed(run).delay()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void noDelayMeansNow() {
    Scenario run = Scenario.of(plan("{}")).claim().quiet();
    run.fails("a", Failure.of(Cause.TIMEOUT, "slow"), 0.0).says("node.retried a", "node.started a");
    assertThat(run.commands(Command.ArmTimer.class)).isEmpty();
    run.payload(EventType.NODE_RETRIED, "a", "{'delayMs': 0, 'waitingReason': 'queued'}");
  }

  @Test
  void retryAfterIsObeyedAndNeverShortened() {
    Failure limited = new Failure(Cause.RATE_LIMIT, "slow down", Duration.ofSeconds(30), null);
    Scenario run = Scenario.of(plan("{}")).claim().fails("a", limited, 0.0);
    assertThat(armed(run).delay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(run.node("a").waiting()).isEqualTo(WaitingReason.RATE_LIMIT);
    run.payload(
        EventType.NODE_RETRIED,
        "a",
        "{'cause': 'rate_limit', 'delayMs': 30000, 'waitingReason': 'rate_limit'}");
    run = Scenario.of(plan("{}")).claim().fails("a", limited, 0.5);
    assertThat(armed(run).delay()).isEqualTo(Duration.ofMillis(30_250));
  }

  @Test
  void nobodyWaitsLongerThanADay() {
    Failure endless = new Failure(Cause.RATE_LIMIT, "no", Duration.ofHours(25), null);
    Scenario run = Scenario.of(plan("{}")).claim().fails("a", endless, 0.0);
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.FAILED);
    Failure aDay = new Failure(Cause.RATE_LIMIT, "no", Duration.ofHours(24), null);
    run = Scenario.of(plan("{}")).claim().fails("a", aDay, 0.0);
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.RETRYING);
  }

  @Test
  void aTimeoutIsNeitherFailureNorCancel() {
    Scenario run = Scenario.of(plan("{'maxRetries': 0}")).claim().quiet();
    run.fails("a", Cause.TIMEOUT).says("node.timed_out a", "run.failed");
    assertThat(run.node("a").status()).isEqualTo(NodeStatus.TIMED_OUT);
    run.payload(
        EventType.NODE_TIMED_OUT,
        "a",
        "{'attempt': 1, 'cause': 'timeout', 'durationMs': 120, 'ttfbMs': 30}");
  }

  @Test
  void anAttemptHasThePolicysTimeLimit() {
    Scenario run = Scenario.of(plan("{'timeoutMs': 1234}")).claim();
    assertThat(run.start("a").timeout()).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  void aWaitingRetryHoldsNoSlotAndTakesTheNextWhenDue() {
    Plan plan = new Plan().nodes("a", "b", "c");
    Scenario run = Scenario.of(plan, "{}", new RunLimits(1, null)).claim();
    assertThat(run.starts()).containsExactly("a");
    run.fails("a", Cause.TIMEOUT);
    assertThat(run.starts()).containsExactly("b");
    run.quiet().retryDue("a").says("node.waiting a");
    run.payload(EventType.NODE_WAITING, "a", "{'reason': 'queued'}");
    assertThat(run.node("a").waiting()).isEqualTo(WaitingReason.QUEUED);
    run.completes("b");
    assertThat(run.starts()).containsExactly("a");
  }

  @Test
  void aTimerThatFiresTwiceOrTooLateDoesNothing() {
    Scenario run = Scenario.of(plan("{}")).claim().fails("a", Cause.TIMEOUT).retryDue("a").quiet();
    run.retryDue("a").says();
    assertThat(run.last).isEmpty();
    run.fails("a", Cause.VALIDATION_ERROR).quiet().retryDue("a").says();
  }

  @Test
  void aFailedStreamIsNoLongerStreaming() {
    Scenario run = Scenario.of(plan("{}")).claim().streams("a", 0, "x").quiet();
    run.fails("a", Cause.PROVIDER_ERROR).says("node.retried a", "run.status.changed");
    assertThat(run.state.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void costsOfAllAttemptsAddUp() {
    Scenario run = Scenario.of(plan("{}")).claim();
    run.signal(
        new Signal.AttemptFailed(
            0, 1, Failure.of(Cause.TIMEOUT, "slow"), List.of(Scenario.USAGE), Scenario.TIMING, 0));
    run.signal(
        new Signal.AttemptCompleted(
            0,
            2,
            dev.connectedlenses.engine.node.Envelope.text("x"),
            List.of(Scenario.USAGE),
            Scenario.TIMING,
            0));
    assertThat(run.node("a").spend().inputTokens()).isEqualTo(20);
    assertThat(run.changes(Change.Spent.class)).hasSize(2);
    run.payload(EventType.COST_RECORDED, "a", "{'attempt': 2}");
  }

  @Test
  void callThatWasNotMadeIsNoTry() {
    Scenario run = Scenario.of(new Plan().nodes("a")).claim();
    Failure resting =
        new Failure(
            Cause.RATE_LIMIT,
            "left alone",
            Duration.ofSeconds(10),
            Json.object().put("code", "provider_resting"));
    for (int i = 0; i < 20; i++) {
      run.fails("a", resting, 0.5);
      assertThat(run.node("a").waiting()).isEqualTo(WaitingReason.RATE_LIMIT);
      assertThat(run.node("a").retries()).isZero();
      assertThat(run.commands(Command.ArmTimer.class))
          .containsExactly(new Command.ArmTimer(new Timer.Retry(0), Duration.ofSeconds(15)));
      run.retryDue("a");
    }
    run.completes("a");
    assertThat(run.state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.node("a").attempts()).isEqualTo(21);
  }
}
