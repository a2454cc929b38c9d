package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The benchmark of schedules counts what it says, on a small number of them. */
final class ScheduleBenchTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final List<String> NONE =
      List.of(
          "crowd_twice",
          "crowd_missing",
          "spread_twice",
          "spread_missing",
          "killed_twice",
          "killed_missing");

  @Test
  void defaultsAreTheGoalOfTheProject() {
    assertThat(ScheduleBenchOptions.parse(List.of("schedules")))
        .isEqualTo(new ScheduleBenchOptions(10_000, 3, 30, 1, false));
  }

  @Test
  void everyOptionIsRead() {
    String line = "schedules --schedules 50 --nodes 2 --spread 4 --series 5 -o json";
    assertThat(ScheduleBenchOptions.parse(List.of(line.split(" "))))
        .isEqualTo(new ScheduleBenchOptions(50, 2, 4, 5, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedules --schedules",
        "schedules --nodes 0",
        "schedules --spread short",
        "schedules -o yaml",
        "schedules --speed 9"
      })
  void whatMakesNoSenseIsRefusedWithTheUsage(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleBenchOptions.parse(List.of(line.split(" "))))
        .withMessageContaining(ScheduleBenchOptions.USAGE);
  }

  /** F26 in processes: three servers on one database, one of them killed while they dispatch. */
  @Test
  void everyInstantIsCountedOnceInEverySeries() throws SQLException {
    int schedules = FULL ? 10_000 : 1_500;
    ScheduleBenchOptions options = new ScheduleBenchOptions(schedules, 3, 2, 2, true);
    ObjectNode figures = new ScheduleBench(options).run();
    assertThat(figures.path("series").asInt()).isEqualTo(2);
    assertThat(figures.path("killed_nodes").asInt()).as("killed in the middle").isEqualTo(1);
    for (String none : NONE) {
      assertThat(figures.path(none).asDouble(-1)).as(none).isZero();
      assertThat(figures.path("spread").path(none).path(1).asDouble(-1)).as(none).isZero();
    }
    assertThat(figures.path("crowd_dispatched_s").asDouble()).isPositive();
    assertThat(figures.path("spread_late_p99_ms").asDouble())
        .isBetween(0.0, figures.path("spread_late_most_ms").asDouble());
  }
}
