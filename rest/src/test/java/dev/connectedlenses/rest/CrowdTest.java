package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many places there are, for all and for those who take long. */
final class CrowdTest {

  @Test
  void aCrowdOfNobodyMakesNoSense() {
    assertThatThrownBy(() -> Crowd.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Crowd(1, -1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Crowd.of(16)).isEqualTo(new Crowd(16, 32, Duration.ofMillis(250)));
    assertThat(Crowd.of(16).slow(32)).isEqualTo(new Crowd(4, 16, Duration.ofSeconds(2)));
    assertThat(Crowd.of(16).slow(2))
        .as("one of two")
        .isEqualTo(new Crowd(1, 16, Duration.ofSeconds(2)));
    assertThat(Crowd.of(4).slow(1).atOnce()).isEqualTo(1);
  }

  @Test
  void threeOfEachProcessorMayReadOrAPartOfAll() {
    assertThat(Crowd.of(16).readers(2)).isEqualTo(new Crowd(6, 12, Duration.ofMillis(250)));
    assertThat(Crowd.of(16).readers(8)).as("never more than all").isEqualTo(Crowd.of(16));
    assertThat(Crowd.of(64).readers(2).atOnce()).as("a larger database elsewhere").isEqualTo(24);
    assertThat(Crowd.of(1).readers(2)).isEqualTo(Crowd.of(1));
  }
}
