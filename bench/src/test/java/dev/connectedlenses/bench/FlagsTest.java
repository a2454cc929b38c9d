package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {
  private static final Flags USUAL = Flags.of("state", Map.of("nodes", 200, "events", 20));

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(USUAL.parse(List.of("state"))).isEqualTo(USUAL);
    Flags asked =
        USUAL.parse(
            List.of("state", "--nodes", "5", "--series", "3", "-o", "json", "--nodes", "6"));
    assertThat(asked.counts()).isEqualTo(Map.of("nodes", 6, "events", 20, "series", 3));
    assertThat(asked.json()).isTrue();
    assertThat(USUAL.count("series")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state --nodes",
        "state --nodes 0",
        "state --nodes -1",
        "state --nodes 12345678",
        "state --speed 9",
        "state nodes 9",
        "state -o",
        "state -o yaml"
      })
  void whatMakesNoSenseIsRefusedWithTheUsage(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> USUAL.parse(List.of(line.split(" "))))
        .withMessageContaining(
            "usage: clens bench state [--events N] [--nodes N] [--series N] [-o json]");
  }

  @Test
  void aFlagThatABenchmarkDoesNotHaveIsAMistakeOfOurs() {
    assertThatIllegalArgumentException().isThrownBy(() -> USUAL.count("speed"));
  }
}
