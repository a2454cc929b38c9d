package dev.connectedlenses.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a message waits for its next try. */
final class PatienceTest {
  private final Patience patience = Patience.of(12, new Random(1));

  @Test
  void waitsGrowFourfoldUpToADayAndHalfOfThemIsChance() {
    long[] bounds = {5, 20, 80, 320, 1280, 5120, 20480, 81920, 86400, 86400, 86400};
    for (int attempt = 1; attempt <= bounds.length; attempt++) {
      Duration bound = Duration.ofSeconds(bounds[attempt - 1]);
      int number = attempt;
      List<Duration> waits =
          IntStream.range(0, 200).mapToObj(_ -> patience.after(number, null)).toList();
      assertThat(waits)
          .as("after try %d", attempt)
          .allSatisfy(wait -> assertThat(wait).isBetween(bound.dividedBy(2), bound));
      assertThat(new HashSet<>(waits)).hasSizeGreaterThan(150);
    }
  }

  @Test
  void theLastTryIsFollowedByNone() {
    assertThat(patience.after(12, null)).isNull();
    assertThat(patience.after(13, Duration.ofSeconds(1))).isNull();
    assertThat(Patience.of(1, new Random(1)).after(1, null)).isNull();
  }

  @Test
  void whatTheOtherSideAsksForIsWaited() {
    assertThat(patience.after(1, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
    assertThat(patience.after(1, Duration.ZERO))
        .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
  }
}
