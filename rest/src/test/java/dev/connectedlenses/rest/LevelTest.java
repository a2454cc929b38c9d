package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From when on a request is slow, in the light of what the others take. */
final class LevelTest {

  /** The clock may begin anywhere. */
  private long now = -Duration.ofDays(9).toNanos();

  private final Level level = new Level(now);

  private void take(int requests, Duration each, Duration apart) {
    for (int i = 0; i < requests; i++) {
      now += apart.toNanos();
      level.learn(now, each.toNanos());
    }
  }

  private Duration limit() {
    return Duration.ofNanos((long) level.limit());
  }

  @Test
  void nobodyKnowsAtFirstAndThenTheFirstOnesSayIt() {
    assertThat(limit()).isEqualTo(Duration.ofSeconds(1));
    take(1, Duration.ofMillis(50), Duration.ofMillis(1));
    assertThat(limit()).isEqualTo(Duration.ofMillis(200));
    take(1, Duration.ofMillis(200), Duration.ofMillis(1));
    assertThat(limit()).as("four times their geometric mean").isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aTenthOfASecondIsLeftToEverybody() {
    take(10, Duration.ofMillis(1), Duration.ofMillis(1));
    assertThat(limit()).isEqualTo(Duration.ofMillis(100));
  }

  /** Fifty people who ask for what is dear make everybody wait at once. */
  @Test
  void aBusySecondMakesNothingUsualAndABusyMinuteDoes() {
    take(200, Duration.ofMillis(1), Duration.ofMillis(10));
    take(40, Duration.ofMillis(400), Duration.ofMillis(25));
    assertThat(limit()).isEqualTo(Duration.ofMillis(100));
    take(2_400, Duration.ofMillis(400), Duration.ofMillis(25));
    assertThat(limit()).isBetween(Duration.ofMillis(600), Duration.ofMillis(800));
  }

  /** Eight of 0.2 s beside twenty of 20 ms each second, from the first second on. */
  @Test
  void aFewDearOnesDoNotMakeThemselvesUsual() {
    for (int second = 0; second < 30; second++) {
      take(8, Duration.ofMillis(200), Duration.ofMillis(36));
      take(20, Duration.ofMillis(20), Duration.ofMillis(36));
      assertThat(limit()).as("second %d", second).isLessThan(Duration.ofMillis(200));
    }
  }

  @Test
  void whatTakesVeryLongCountsAsASecond() {
    take(1, Duration.ofMinutes(5), Duration.ofMillis(1));
    assertThat(limit()).isEqualTo(Duration.ofSeconds(4));
  }
}
