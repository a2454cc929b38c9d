package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    Processor used = new Processor(Duration.ofMillis(3), Duration.ofMillis(5));
    RunsBench.Loaded loaded = new RunsBench.Loaded(2000, one, used);
    Map<String, Double> figures =
        new RunsResult(loaded, one, 300, new RunsResult.Ceiling(1600, 6000)).figures();
    assertThat(figures)
        .containsEntry("ratio_to_pgbench_tx_per_node", 1.25)
        .containsEntry("ratio_to_pgbench_32_steps_per_commit", 2000.0 / 6000)
        .containsEntry("node_steps_per_s", 20_000.0)
        .containsEntry("p50_ms", 2.0)
        .containsEntry("cpu_us_per_run_engine", 3000.0)
        .containsEntry("cpu_us_per_run_postgres", 5000.0);
    assertThat(new RunsResult(loaded, one, 1, null).figures())
        .doesNotContainKey("ratio_to_pgbench_tx_per_node");
  }

  @Test
  void processorTimeIsWhatWasUsedInBetween() {
    Processor before = new Processor(Duration.ofSeconds(1), Duration.ofSeconds(10));
    Processor after = new Processor(Duration.ofSeconds(4), Duration.ofSeconds(12));
    assertThat(after.since(before))
        .isEqualTo(new Processor(Duration.ofSeconds(3), Duration.ofSeconds(2)));
    assertThat(Processor.microsPerRun(Duration.ofSeconds(3), 0)).isNaN();
  }
}
