package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Each benchmark in small: its figures are there, and those that count rows are right. */
class SmallSeriesTest {

  private static Flags flags(Map<String, Integer> counts) {
    return Flags.of("small", new TreeMap<>(counts));
  }

  @Test
  void stateOfARunBesideMoreEvents() throws Exception {
    Map<String, Double> figures =
        StateBench.series(flags(Map.of("nodes", 5, "events", 300, "reads", 5)));
    assertThat(figures).containsEntry("nodes", 5.0).containsEntry("more_events", 300.0);
    assertThat(figures.get("bytes")).isGreaterThan(1000);
    assertThat(figures.get("ratio_p50")).isPositive();
  }

  @Test
  void graphsAndLists() throws Exception {
    Map<String, Double> figures =
        GraphBench.series(flags(Map.of("nodes", 20, "items", 50, "runs", 2)));
    assertThat(figures)
        .containsKeys("validate_p50_ms", "ratio_per_node", "for_each_heap_peak_mb")
        .containsEntry("for_each_items", 50.0)
        .allSatisfy((name, figure) -> assertThat(figure).as(name).isFinite());
  }

  @Test
  @Tag("full")
  void processesThatNeedAProcessorEach() throws Exception {
    Map<String, Double> figures =
        ScaleBench.series(flags(Map.of("runs", 4, "rounds", 10, "processes", 2)));
    assertThat(figures).containsEntry("runs", 4.0).containsEntry("processes", 2.0);
    assertThat(figures.get("ratio")).isPositive();
  }

  @Test
  @Tag("full")
  void whoGoesOverLimitsIsRefusedAndOthersAreServed() {
    Path scripts = Path.of("gateway").toAbsolutePath();
    assertThat(GatewayLimits.measure(scripts, Duration.ofSeconds(1), 1))
        .containsPattern(
            "(?s)100 times a second.*, 0 of theirs refused\\s+the hostile: 0 served, [1-9]\\d* refused"
                + ".*as fast as they.*, 0 of theirs refused\\s+the hostile: 0 served, [1-9]\\d* refused")
        .doesNotContain("none");
  }

  @Test
  @Tag("full")
  void everyEventReachesItsReader() throws Exception {
    Flags few =
        flags(
            Map.of(
                "streams", 3, "readers", 2, "rate", 40, "seconds", 1, "warmup", 1, "replay", 600));
    ObjectNode summary = SeriesMain.summary(few, SseBench::series);
    assertThat(summary.path("events_read").asDouble()).isEqualTo(80);
    assertThat(summary.path("events_timed").asDouble()).isBetween(30.0, 50.0);
    assertThat(summary.path("replayed_events").asDouble()).isGreaterThanOrEqualTo(600 + 40);
    assertThat(summary.path("rss_mb_with_them").asDouble()).isGreaterThan(10);
  }

  @Test
  @Tag("full")
  void runsThatWaitForAModelLoseNoDelta() throws Exception {
    Map<String, Double> figures = WaitingBench.series(flags(Map.of("runs", 7, "seconds", 1)));
    assertThat(figures)
        .containsEntry("completed", 7.0)
        .containsEntry("runs_that_lost_a_delta", 0.0)
        .containsEntry("calls_per_run", 1.0);
  }
}
