package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BreakerTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Breaker breaker = new Breaker(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void fail(Kind kind) {
    breaker.failed(new ProviderException(kind, "no"));
  }

  private void tear() {
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(breaker.enter(false)).isNull();
      fail(Kind.PROVIDER_ERROR);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PROVIDER_ERROR", "TIMEOUT"})
  void fiveFailuresInARowOpenIt(Kind kind) {
    for (int i = 0; i < 4; i++) {
      fail(kind);
    }
    assertThat(breaker.enter(false)).isNull();
    fail(kind);
    assertThat(breaker.enter(false)).isEqualTo(Breaker.FIRST_REST);
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnew() {
    for (int i = 0; i < 20; i++) {
      fail(Kind.PROVIDER_ERROR);
      if (i % 4 == 3) {
        breaker.answered();
      }
    }
    assertThat(breaker.enter(false)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"AUTH", "BAD_REQUEST"})
  void refusalsOfTheCallAreAnswers(Kind kind) {
    for (int i = 0; i < 50; i++) {
      fail(kind);
    }
    assertThat(breaker.enter(false)).isNull();
  }

  @Test
  void afterTheRestOneCallTriesAndTheOthersWait() {
    tear();
    pass(Breaker.FIRST_REST);
    assertThat(breaker.enter(false)).as("the one that tries").isNull();
    assertThat(breaker.enter(false)).isEqualTo(Breaker.SHORT_WAIT);
    breaker.answered();
    assertThat(breaker.enter(false)).isNull();
    assertThat(breaker.enter(false)).isNull();
  }

  @Test
  void aTryThatFailsDoublesTheRestUpToALimit() {
    tear();
    Duration expected = Breaker.FIRST_REST;
    for (int i = 0; i < 6; i++) {
      Duration rest = breaker.enter(false);
      assertThat(rest).isEqualTo(expected);
      pass(expected);
      assertThat(breaker.enter(false)).isNull();
      fail(Kind.TIMEOUT);
      expected =
          expected.multipliedBy(2).compareTo(Breaker.LONGEST_REST) < 0
              ? expected.multipliedBy(2)
              : Breaker.LONGEST_REST;
    }
  }

  @Test
  void aTryThatIsStoppedLetsAnotherTry() {
    tear();
    pass(Breaker.FIRST_REST);
    assertThat(breaker.enter(false)).isNull();
    breaker.abandoned();
    assertThat(breaker.enter(false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 3600})
  void nobodyCallsBeforeTheTimeThatTheProviderAskedFor(int seconds) {
    Duration asked = Duration.ofSeconds(seconds);
    breaker.failed(new ProviderException(Kind.RATE_LIMIT, "slow", asked));
    breaker.failed(new ProviderException(Kind.RATE_LIMIT, "slow", Duration.ZERO));
    pass(asked.minusNanos(1));
    assertThat(breaker.enter(false)).isEqualTo(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(breaker.enter(false)).isNull();
  }

  @Test
  void secondTriesAreATenthOfTheCallsAtMost() {
    Random random = new Random(16);
    int calls = 0;
    int again = 0;
    for (int i = 0; i < 10_000; i++) {
      assertThat(breaker.enter(false)).isNull();
      calls++;
      if (random.nextInt(3) == 0) {
        fail(Kind.PROVIDER_ERROR);
        breaker.abandoned();
        if (breaker.enter(true) == null) {
          again++;
          breaker.answered();
        } else {
          breaker.answered();
        }
      } else {
        breaker.answered();
      }
    }
    assertThat(again).isLessThan((int) (calls * 0.11) + 10).isGreaterThan(500);
  }

  @Test
  void allThatAProviderPutOffMayComeBack() {
    for (int i = 0; i < 1000; i++) {
      assertThat(breaker.enter(false)).isNull();
    }
    for (int i = 0; i < 1000; i++) {
      breaker.failed(new ProviderException(Kind.RATE_LIMIT, "slow", Breaker.FIRST_REST));
    }
    pass(Breaker.FIRST_REST);
    assertThat(breaker.enter(true)).as("the one that tries").isNull();
    breaker.answered();
    for (int i = 1; i < 1000; i++) {
      assertThat(breaker.enter(true)).isNull();
    }
  }

  @Test
  void afterAStormOneSecondTryASecondIsLetThroughAlthoughNobodyCallsAnew() {
    int through = 0;
    for (int i = 0; i < 20; i++) {
      through += breaker.enter(true) == null ? 1 : 0;
    }
    assertThat(through).as("what had been saved").isEqualTo(10);
    for (int second = 0; second < 5; second++) {
      pass(Breaker.SHORT_WAIT);
      assertThat(breaker.enter(true)).isNull();
      assertThat(breaker.enter(true)).isEqualTo(Breaker.SHORT_WAIT);
    }
  }

  @Test
  void keysOfOneProviderHaveBreakersOfTheirOwn() {
    Breakers breakers = new Breakers(now::get);
    Breaker first = breakers.of("openai", Secret.of("first-secret"));
    assertThat(breakers.of("openai", Secret.of("first-secret"))).isSameAs(first);
    assertThat(breakers.of("openai", Secret.of("second-secret"))).isNotSameAs(first);
    assertThat(breakers.of("openai", null)).isNotSameAs(first);
    assertThat(breakers.of("other", Secret.of("first-secret"))).isNotSameAs(first);
  }

  /** A provider that is down: 1,000 callers over five minutes reach it with the odd try alone. */
  @Test
  void providerThatIsDownSeesTriesOnly() {
    Random random = new Random(17);
    long[] nextCall = new long[1000];
    int seen = 0;
    for (int second = 0; second < 300; second++) {
      for (int i = 0; i < nextCall.length; i++) {
        if (nextCall[i] > second) {
          continue;
        }
        Duration wait = breaker.enter(false);
        if (wait == null) {
          seen++;
          fail(Kind.PROVIDER_ERROR);
          wait = Duration.ofSeconds(1);
        }
        nextCall[i] = second + 1 + (long) (wait.toSeconds() * (1 + random.nextDouble()));
      }
      pass(Duration.ofSeconds(1));
    }
    assertThat(seen).isLessThan(60);
  }
}
