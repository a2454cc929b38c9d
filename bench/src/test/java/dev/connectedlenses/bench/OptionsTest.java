package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void defaultsAreOneSeriesOfTwentySecondsAsText() {
    assertThat(Options.parse(List.of("runs")))
        .isEqualTo(new Options(Duration.ofSeconds(20), 64, 1, false));
  }

  @Test
  void everyOptionIsRead() {
    List<String> args =
        List.of("runs", "--seconds", "3", "--clients", "8", "--series", "5", "-o", "json");
    assertThat(Options.parse(args)).isEqualTo(new Options(Duration.ofSeconds(3), 8, 5, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "walks",
        "runs --seconds",
        "runs --seconds 0",
        "runs --clients many",
        "runs --series -1",
        "runs -o yaml",
        "runs --speed 9"
      })
  void whatMakesNoSenseIsRefusedWithTheUsage(String line) {
    List<String> args = line.isEmpty() ? List.of() : List.of(line.split(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(args))
        .withMessageContaining("usage: clens bench runs");
  }
}
