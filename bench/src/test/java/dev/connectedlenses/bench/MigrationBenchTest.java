package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationBenchTest {

  @ParameterizedTest
  @CsvSource({
    "migrate, 5",
    "migrate --series 1, 1",
    "migrate --series 12, 12",
    "migrate --series 0, 0",
    "migrate --series 100, 0",
    "migrate --series x, 0",
    "migrate --series, 0",
    "migrate --times 3, 0",
    "migrate --series 3 4, 0"
  })
  void theCommandLineSaysHowOftenOrMakesNoSense(String line, int series) {
    assertThat(MigrationBench.series(List.of(line.split(" ", -1)))).isEqualTo(series);
  }
}
