package dev.connectedlenses.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SumsTest {
  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1+2)*3, 9",
    "2^3^2, 512",
    "-2^2, -4",
    "7 % 4, 3",
    "1/4, 0.25",
    "0.1+0.2, 0.3",
    "10 - 2 - 3, 5",
    "2^-2, 0.25",
    "--3, 3"
  })
  void worksOut(String sum, String value) throws ToolException {
    assertThat(Sums.of(sum)).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1+",
        "(1",
        "1/0",
        "5 % 0",
        "x",
        "1 2",
        "2^0.5",
        "9^99999999999",
        "1..2",
        "System.exit(1)",
        "0^-1"
      })
  void refusesWithAReason(String sum) {
    assertThatThrownBy(() -> Sums.of(sum))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("cannot be worked out");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 2000})
  void isNotExhausted(int depth) {
    assertThatThrownBy(() -> Sums.of("(".repeat(depth) + "1" + ")".repeat(depth)))
        .isInstanceOf(ToolException.class);
  }
}
