package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class SummaryTest {

  @Test
  void oneSeriesIsItsOwnMedianAndHasNoSpread() {
    ObjectNode json = new Summary(List.of(Map.of("runs_per_s", 239.456))).json();
    assertThat(json.toString()).isEqualTo("{\"runs_per_s\":239.46}");
  }

  @Test
  void oddNumberOfSeriesGivesTheMiddleOne() {
    ObjectNode json =
        new Summary(List.of(Map.of("x", 9.0), Map.of("x", 1.0), Map.of("x", 4.0))).json();
    assertThat(json.path("x").asDouble()).isEqualTo(4.0);
    assertThat(json.path("series").asInt()).isEqualTo(3);
    assertThat(json.path("spread").path("x").toString()).isEqualTo("[1.0,9.0]");
  }

  @Test
  void evenNumberOfSeriesGivesTheMeanOfTheTwoInTheMiddle() {
    ObjectNode json =
        new Summary(
                List.of(Map.of("x", 1.0), Map.of("x", 2.0), Map.of("x", 4.0), Map.of("x", 100.0)))
            .json();
    assertThat(json.path("x").asDouble()).isEqualTo(3.0);
  }

  @Test
  void nothingCannotBeSummedUp() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Summary(List.of()));
  }
}
