package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  void whatWasSlowIsQuickAtAQuarterOnly() {
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
  void oneLongRequestMakesNothingSlowUnlessItIsVeryLongAndTheFirst() {
    took(3 * SECOND);
    assertThat(pace.slow(now, LIMIT)).as("the first").isFalse();
    took(SECOND / 100);
    assertThat(pace.slow(now, LIMIT)).isFalse();
    took(8 * SECOND);
    assertThat(pace.slow(now, LIMIT)).as("two of three").isTrue();

    Pace quick = new Pace();
    for (int i = 0; i < 20; i++) {
      quick.took(now, SECOND / 1_000);
    }
    quick.took(now, 8 * SECOND);
    assertThat(quick.slow(now, LIMIT)).as("one of three").isFalse();
    quick.took(now, 8 * SECOND);
    assertThat(quick.slow(now, LIMIT)).as("two of three").isTrue();
  }

  /** The middle one of three, found in another way. */
  @Test
  void theMiddleOneCounts() {
    Random random = new Random(3);
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(random.nextLong(9 * SECOND));
      pace.took(now, all.getLast());
      List<Long> three =
          all.subList(Math.max(0, all.size() - 3), all.size()).stream().sorted().toList();
      assertThat(pace.usual(now)).isEqualTo(three.get((three.size() - 1) / 2).doubleValue());
    }
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
