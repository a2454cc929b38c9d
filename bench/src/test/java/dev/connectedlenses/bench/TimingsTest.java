package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The arithmetic behind the figures. */
final class TimingsTest {
  @Test
  void percentilesAreValuesOfTheSeries() {
    Timings timings =
        new Timings(LongStream.rangeClosed(1, 200).mapToObj(i -> (201 - i) * 1_000_000).toList());
    assertThat(timings.millis(0.5)).isEqualTo(100);
    assertThat(timings.millis(0.99)).isEqualTo(198);
    assertThat(timings.millis(1)).isEqualTo(200);
    assertThat(new Timings(List.of(7_000_000L)).millis(0.5)).isEqualTo(7);
    assertThat(new Timings(List.of()).millis(0.5)).isNaN();
  }

  @Test
  void ratiosAreOfTheSameSession() {
    Timings one = new Timings(List.of(2_000_000L));
    RunsResult result = new RunsResult(2000, one, one, 300, 1600.0, 6000.0);
    assertThat(result.json().path("ratio_to_pgbench_tx_per_node").asDouble()).isEqualTo(1.25);
    assertThat(result.json().path("ratio_to_pgbench_32_steps_per_commit").asDouble())
        .isEqualTo(0.33);
    assertThat(result.json().path("node_steps_per_s").asDouble()).isEqualTo(20_000);
    assertThat(
            new RunsResult(1, one, one, 1, null, null).json().has("ratio_to_pgbench_tx_per_node"))
        .isFalse();
  }
}
