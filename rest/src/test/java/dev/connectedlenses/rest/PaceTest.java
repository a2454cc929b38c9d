package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    assertThat(pace.usual(now)).isNaN();
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
    other.took(now, 3 * SECOND);
    assertThat(other.slow(now, LIMIT)).isTrue();
  }

  @Test
  void whatWasSlowIsQuickAtAQuarterOnly() {
    took(2 * SECOND);
    assertThat(pace.slow(now, LIMIT)).isTrue();
    for (int i = 0; i < 30; i++) {
      took(SECOND / 2);
      assertThat(pace.slow(now, LIMIT)).as("half as long as the limit, %d", i).isTrue();
    }
    for (int i = 0; i < 10; i++) {
      took(SECOND / 100);
    }
    assertThat(pace.slow(now, LIMIT)).isFalse();
    for (int i = 0; i < 30; i++) {
      took(SECOND / 2);
      assertThat(pace.slow(now, LIMIT)).as("the same again, %d", i).isFalse();
    }
  }

  @Test
  void oneLongRequestAmongQuickOnesMakesNothingSlow() {
    for (int i = 0; i < 20; i++) {
      took(SECOND / 1_000);
    }
    took(8 * SECOND);
    assertThat(pace.slow(now, LIMIT)).isFalse();
    took(8 * SECOND);
    assertThat(pace.slow(now, LIMIT)).as("two in a row").isTrue();
  }

  @Test
  void itIsForgottenInTime() {
    took(60 * SECOND);
    assertThat(pace.usual(now)).as("no more than ten seconds count").isEqualTo(10.0 * SECOND);
    now += 60 * SECOND;
    assertThat(pace.slow(now, LIMIT)).isTrue();
    now += 60 * SECOND;
    assertThat(pace.slow(now, LIMIT)).isFalse();
  }
}
