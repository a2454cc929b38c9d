package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketsTest {

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final Buckets buckets = new Buckets(3, Duration.ofMinutes(1), () -> now);

  private int taken(String key, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      try {
        buckets.take(key);
        taken++;
      } catch (AuthError.Refused e) {
        assertThat(e.error()).isEqualTo(AuthError.OVER_REQUEST_RATE_LIMIT);
      }
    }
    return taken;
  }

  @Test
  void theTimeThatIsNamedIsLongEnough() {
    assertThat(taken("a", 3)).isEqualTo(3);
    for (int i = 0; i < 10; i++) {
      Duration wait = buckets.tryTake("a");
      assertThat(wait).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(21));
      now = now.plus(wait);
      assertThat(buckets.tryTake("a")).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void aBucketHoldsItsCapacityAndRefillsEvenly() {
    assertThat(taken("a", 10)).isEqualTo(3);
    now = now.plusSeconds(19);
    assertThat(taken("a", 1)).isZero();
    now = now.plusSeconds(1);
    assertThat(taken("a", 5)).isEqualTo(1);
    now = now.plusSeconds(3600);
    assertThat(taken("a", 10)).isEqualTo(3);
  }

  @Test
  void keysAreIndependentAndCanBeForgiven() {
    assertThat(taken("a", 4)).isEqualTo(3);
    assertThat(taken("b", 4)).isEqualTo(3);
    buckets.forgive("a");
    assertThat(taken("a", 4)).isEqualTo(3);
  }

  @Test
  void aClockThatStepsBackGivesNothingAway() {
    assertThat(taken("a", 4)).isEqualTo(3);
    now = now.minusSeconds(3600);
    assertThatThrownBy(() -> buckets.take("a")).isInstanceOf(AuthError.Refused.class);
  }

  /** In one millisecond, too: a wait of 20,001 ms would be told as 21 s. */
  @Test
  void theWaitIsAsLongAsItTakesAndNoLonger() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.tryTake("a")).isZero();
    }
    assertThat(buckets.tryTake("a")).isEqualTo(Duration.ofSeconds(20));
    now = now.plusMillis(19_999);
    assertThat(buckets.tryTake("a")).isEqualTo(Duration.ofMillis(1));
    now = now.plusMillis(1);
    assertThat(buckets.tryTake("a")).isZero();
    assertThat(buckets.tryTake("a")).isEqualTo(Duration.ofSeconds(20));
  }
}
