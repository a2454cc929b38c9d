package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is slow, for how long, and what somebody only thinks is slow. */
final class PaceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final double LIMIT = SECOND;

  private final Pace pace = new Pace();
  private long now = 7;

  private void took(long nanos) {
    now += nanos;
    pace.took(now, nanos);
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(pace.strange()).isTrue();
    assertThat(pace.known()).isFalse();
    assertThat(pace.slow(now, LIMIT)).isFalse();
    assertThat(pace.usual(now)).isZero();
  }

  @Test
  void whatSomebodyThinksHoldsUntilItIsMeasured() {
    pace.guess(true);
    assertThat(pace.strange()).isFalse();
    assertThat(pace.known()).isFalse();
    assertThat(pace.slow(now, LIMIT)).isTrue();
    took(SECOND / 100);
    assertThat(pace.known()).isTrue();
    assertThat(pace.slow(now, LIMIT)).isFalse();

    Pace other = new Pace();
    other.guess(false);
    assertThat(other.slow(now, LIMIT)).isFalse();
    other.took(now, 5 * SECOND);
    assertThat(other.slow(now, LIMIT)).isTrue();
  }

  @Test
  void whatSomebodyThinksIsTooLateOnceItWasMeasuredOrSaid() {
    pace.guess(false);
    pace.guess(true);
    assertThat(pace.slow(now, LIMIT)).as("the first one who says something").isFalse();
    Pace measured = new Pace();
    measured.took(now, SECOND / 100);
    measured.guess(true);
    assertThat(measured.slow(now, LIMIT)).as("measured meanwhile").isFalse();
  }

  @Test
  void whatWasSlowIsSlowUntilItTakesHalfOnly() {
    took(2 * SECOND);
    took(2 * SECOND);
    assertThat(pace.slow(now, LIMIT)).isTrue();
    for (int i = 0; i < 30; i++) {
      took(SECOND / 2);
      assertThat(pace.slow(now, LIMIT)).as("half as long as the limit, %d", i).isTrue();
    }
    took(SECOND / 100);
    took(SECOND / 100);
    assertThat(pace.slow(now, LIMIT)).isFalse();
    for (int i = 0; i < 30; i++) {
      took(SECOND / 2);
      assertThat(pace.slow(now, LIMIT)).as("the same again, %d", i).isFalse();
    }
  }

  /** A busy machine is slow now and then for everybody. */
  @Test
  void aFewLongRequestsMakeNothingSlowUnlessTheyAreTheFirst() {
    took(3 * SECOND);
    assertThat(pace.slow(now, LIMIT)).as("the first").isFalse();
    took(SECOND / 100);
    assertThat(pace.slow(now, LIMIT)).isFalse();
    took(8 * SECOND);
    took(8 * SECOND);
    assertThat(pace.slow(now, LIMIT)).as("three of four").isTrue();

    Pace quick = new Pace();
    for (int i = 0; i < 20; i++) {
      quick.took(now, SECOND / 1_000);
    }
    int more = 0;
    while (!quick.slow(now, LIMIT)) {
      quick.took(now, 8 * SECOND);
      more++;
    }
    assertThat(more).as("a second that is slow for everybody is not enough").isBetween(8, 12);
  }

  /** The geometric mean of the first eight, found in another way, and then of the newest. */
  @Test
  void theNewestEightCount() {
    Random random = new Random(3);
    double logarithms = 0;
    for (int i = 1; i <= 8; i++) {
      long took = SECOND / 100 + random.nextLong(9 * SECOND);
      logarithms += Math.log((double) took);
      pace.took(now, took);
      assertThat(pace.usual(now)).isCloseTo(Math.exp(logarithms / i), withPercentage(0.001));
    }
    double before = pace.usual(now);
    pace.took(now, SECOND);
    assertThat(pace.usual(now))
        .as("an eighth of the way, as ratios go")
        .isCloseTo(before * Math.exp(Math.log(SECOND / before) / 8), withPercentage(0.001));
    for (int i = 0; i < 60; i++) {
      pace.took(now, SECOND / 50);
    }
    assertThat(pace.usual(now)).isCloseTo(SECOND / 50.0, withPercentage(1));
  }

  /** The planner's guess must not keep slow what is only too long to be called quick. */
  @Test
  void onceItIsMeasuredTheLimitDecidesAndNotTheGuess() {
    pace.guess(true);
    took(SECOND * 7 / 10);
    assertThat(pace.slow(now, LIMIT)).isFalse();
    Pace dear = new Pace();
    dear.guess(true);
    dear.took(now, SECOND * 2);
    assertThat(dear.slow(now, LIMIT)).as("and once is enough").isTrue();
  }

  /** Every fourth request of an attacker finds nothing and so costs nothing. */
  @Test
  void whatCostsNothingDoesNotHideWhatIsDear() {
    for (int i = 0; i < 40; i++) {
      took(i % 4 == 0 ? 0 : SECOND / 4);
    }
    assertThat(pace.slow(now, SECOND / 10.0)).isTrue();
  }

  @Test
  void itIsForgottenInTime() {
    took(60 * SECOND);
    took(60 * SECOND);
    assertThat(pace.slow(now, LIMIT)).isTrue();
    assertThat(pace.usual(now)).as("no more than ten seconds count").isEqualTo(10.0 * SECOND);
    now += 60 * SECOND;
    assertThat(pace.slow(now, LIMIT)).isTrue();
    now += 60 * SECOND;
    assertThat(pace.slow(now, LIMIT)).isFalse();
  }
}
