package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Medians and spreads of ratios, and what stands in a line when there is nothing to compare. */
final class GatewayFiguresTest {

  private static final HttpLoad.Offer FAST = new HttpLoad.Offer(GatewayCase.ONE_ROW, 4, 0);

  private static HttpLoad.Series series(double perSecond, long millis, long shed) {
    List<Long> nanos =
        LongStream.rangeClosed(1, 100).map(n -> n * millis * 10_000).boxed().toList();
    return new HttpLoad.Series(perSecond, new Timings(nanos), shed, 0, true);
  }

  @Test
  void everyFigureOfOneSeries() {
    var figures = GatewayFigures.of(series(3000, 10, 0), 12_000, series(1500, 20, 0));
    assertThat(figures)
        .containsEntry("gateway", 3000.0)
        .containsEntry("of_pgbench", 0.25)
        .containsEntry("of_postgrest", 2.0)
        .containsEntry("p99", 9.9)
        .containsEntry("postgrest_p99", 19.8);
  }

  @Test
  void aLineHasMediansAndTheSpreadOfRatios() {
    Summary summary =
        new Summary(
            List.of(
                GatewayFigures.of(series(3000, 10, 0), 12_000, series(1500, 20, 0)),
                GatewayFigures.of(series(2000, 10, 0), 10_000, series(2000, 20, 0)),
                GatewayFigures.of(series(4000, 10, 0), 10_000, series(1000, 20, 0))));
    String line = GatewayFigures.line("one row", summary);
    assertThat(line)
        .startsWith("one row ")
        .contains(" 3000 ", "0.25 (0.20-0.40)", "2.00 (1.00-4.00)", " 1500 ");
  }

  @Test
  void aSingleSeriesHasNoSpread() {
    Summary summary =
        new Summary(List.of(GatewayFigures.of(series(3000, 10, 0), 12_000, series(1500, 20, 0))));
    assertThat(GatewayFigures.line("x", summary)).contains("0.25").doesNotContain("(");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    Summary summary =
        new Summary(List.of(GatewayFigures.of(series(3000, 10, 0), Double.NaN, null)));
    assertThat(GatewayFigures.line("x", summary))
        .contains("3000")
        .endsWith("-")
        .doesNotContain("NaN");
  }

  @Test
  void aCrowdIsComparedWithACalmDay() {
    var figures =
        GatewayFigures.crowd(series(2000, 10, 0), series(1800, 15, 42_000), Duration.ofSeconds(10));
    assertThat(figures)
        .containsEntry("offered", 3.0)
        .containsEntry("goodput", 0.9)
        .containsEntry("shed", 42_000.0);
    assertThat(figures.get("p99_ratio")).isBetween(1.49, 1.51);
    assertThat(GatewayFigures.crowdLine(96, new Summary(List.of(figures)), true))
        .contains("96 connections", "3.0 x", "goodput 0.90", "14.85 ms / 9.90 ms = 1.50")
        .contains("Retry-After: true");
  }

  @Test
  void whereNothingWasServedThereIsNoTime() {
    HttpLoad.Series nothing = new HttpLoad.Series(0, new Timings(List.of()), 500, 0, true);
    var crowd = GatewayFigures.crowd(series(2000, 10, 0), nothing, Duration.ofSeconds(10));
    assertThat(GatewayFigures.crowdLine(96, new Summary(List.of(crowd)), true))
        .contains("none ms / 9.90 ms = none")
        .doesNotContain("NaN");
    var hostile = GatewayFigures.hostile(series(400, 10, 0), nothing, 7, 900);
    assertThat(GatewayFigures.hostileLine("50 clients", FAST, new Summary(List.of(hostile))))
        .contains("others none ms", "ratio none", "kept 0.00", "500 of theirs refused")
        .doesNotContain("NaN");
  }

  @Test
  void aFewBesideManyAreComparedWithThemselvesAlone() {
    var figures = GatewayFigures.hostile(series(400, 10, 0), series(300, 18, 2), 7, 900);
    assertThat(figures).containsEntry("kept", 0.75).containsEntry("shed", 2.0);
    assertThat(figures.get("p99_ratio")).isBetween(1.79, 1.81);
    assertThat(GatewayFigures.hostileLine("50 clients", FAST, new Summary(List.of(figures))))
        .contains("50 clients", "4 others", "ratio 1.80", "kept 0.75", "2 of theirs refused")
        .contains("as fast as they are answered", "7 served, 900 refused");
    HttpLoad.Offer calm = new HttpLoad.Offer(GatewayCase.ONE_ROW, 4, 100);
    assertThat(GatewayFigures.hostileLine("50 clients", calm, new Summary(List.of(figures))))
        .contains("4 others for one row at a time, 100 times a second");
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    Summary summary =
        new Summary(
            List.of(
                GatewayFigures.of(series(1000, 10, 0), 4000, null),
                GatewayFigures.of(series(2000, 10, 0), 4000, null)));
    assertThat(summary.median("gateway")).isEqualTo(1500);
    assertThat(summary.spread("of_pgbench")).isEqualTo("0.25-0.50");
  }
}
