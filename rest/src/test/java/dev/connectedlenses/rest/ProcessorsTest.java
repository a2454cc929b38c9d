package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each of those who share two processors has had. */
final class ProcessorsTest {

  private final Processors processors = new Processors(2, 0);

  @Test
  void whoHasOneToItselfHasAllTheTime() {
    double first = processors.enters(100);
    double second = processors.enters(150);
    assertThat(processors.leaves(200, second)).isEqualTo(50);
    assertThat(processors.leaves(400, first)).isEqualTo(300);
  }

  @Test
  void theClockMayBeginAnywhere() {
    for (long begin : new long[] {-1_000_000_000L, Long.MAX_VALUE - 20}) {
      Processors early = new Processors(2, begin);
      double one = early.enters(begin);
      assertThat(early.leaves(begin + 50, one)).isEqualTo(50);
    }
  }

  /** Twelve of 60 ms that come together leave together, after 360 ms. */
  @Test
  void twelveThatComeTogetherHaveASixthEach() {
    List<Double> entered = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      entered.add(processors.enters(7));
    }
    for (double one : entered) {
      assertThat(processors.leaves(367, one)).isEqualTo(60);
    }
  }

  @Test
  void whoStaysHasMoreWhenOthersLeave() {
    double stays = processors.enters(0);
    double second = processors.enters(0);
    double third = processors.enters(0);
    double fourth = processors.enters(0);
    for (double one : new double[] {second, third, fourth}) {
      assertThat(processors.leaves(100, one)).isEqualTo(50);
    }
    assertThat(processors.leaves(300, stays)).isEqualTo(250);
  }

  @Test
  void aClockThatWasReadTooEarlyTakesNothingBack() {
    double first = processors.enters(1_000);
    double second = processors.enters(900);
    assertThat(processors.leaves(1_100, second)).isEqualTo(100);
    assertThat(processors.leaves(1_050, first)).isEqualTo(100);
  }
}
