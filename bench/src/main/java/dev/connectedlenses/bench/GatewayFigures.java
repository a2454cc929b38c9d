package dev.connectedlenses.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of the gateway's benchmark by name, and how they are printed. */
final class GatewayFigures {

  static final String HEAD =
      "case              gateway/s   p50 ms   p99 ms  pgbench/s  ratio (spread)     postgrest/s   p99 ms  ratio (spread)";

  private GatewayFigures() {}

  /**
   * One series of one case.
   *
   * @param limit what pgbench does with the same statements, not a number without it
   * @param them a PostgREST on the same database
   */
  static Map<String, Double> of(HttpLoad.Series us, double limit, HttpLoad.@Nullable Series them) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("gateway", us.perSecond());
    figures.put("p50", us.timings().millis(0.5));
    figures.put("p99", us.timings().millis(0.99));
    figures.put("pgbench", limit);
    figures.put("of_pgbench", us.perSecond() / limit);
    figures.put("postgrest", them == null ? Double.NaN : them.perSecond());
    figures.put("postgrest_p99", them == null ? Double.NaN : them.timings().millis(0.99));
    figures.put("of_postgrest", them == null ? Double.NaN : us.perSecond() / them.perSecond());
    return figures;
  }

  /** The medians of one case, with the lowest and highest ratio of all series. */
  static String line(String label, Summary summary) {
    return "%-16s %10s %8s %8s %10s  %-18s %12s %8s  %s"
        .formatted(
            label,
            number("%.0f", summary, "gateway"),
            number("%.2f", summary, "p50"),
            number("%.2f", summary, "p99"),
            number("%.0f", summary, "pgbench"),
            ratio(summary, "of_pgbench"),
            number("%.0f", summary, "postgrest"),
            number("%.2f", summary, "postgrest_p99"),
            ratio(summary, "of_postgrest"))
        .stripTrailing();
  }

  /** A series of as many requests as can be served beside one of far more. */
  static Map<String, Double> crowd(HttpLoad.Series calm, HttpLoad.Series crowd, Duration time) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double offered = crowd.perSecond() + crowd.shed() / (double) time.toSeconds();
    figures.put("offered", offered / calm.perSecond());
    figures.put("alone", calm.perSecond());
    figures.put("alone_p99", calm.timings().millis(0.99));
    figures.put("served", crowd.perSecond());
    figures.put("served_p99", crowd.timings().millis(0.99));
    figures.put("goodput", crowd.perSecond() / calm.perSecond());
    figures.put("p99_ratio", crowd.timings().millis(0.99) / calm.timings().millis(0.99));
    figures.put("shed", (double) crowd.shed());
    figures.put("failed", (double) crowd.failed());
    return figures;
  }

  /** What came of too many clients. */
  static String crowdLine(int clients, Summary summary, boolean allSayWhen) {
    return """

    overload: %s x as many requests as can be served, over %d connections
      served %s/s (%s/s alone, goodput %s), p99 of the served / p99 alone: %s ms / %s ms = %s
      %s told to come back, %s failed, all with Retry-After: %s\
    """
        .formatted(
            number("%.1f", summary, "offered"),
            clients,
            number("%.0f", summary, "served"),
            number("%.0f", summary, "alone"),
            ratio(summary, "goodput"),
            none("%.2f", summary, "served_p99"),
            none("%.2f", summary, "alone_p99"),
            none(summary, "p99_ratio"),
            number("%.0f", summary, "shed"),
            number("%.0f", summary, "failed"),
            allSayWhen);
  }

  /** A few ordinary clients alone, and beside hostile ones. */
  static Map<String, Double> hostile(
      HttpLoad.Series calm, HttpLoad.Series beside, long served, long refused) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("calm_p99", calm.timings().millis(0.99));
    figures.put("p99", beside.timings().millis(0.99));
    figures.put("p99_ratio", beside.timings().millis(0.99) / calm.timings().millis(0.99));
    figures.put("kept", beside.perSecond() / calm.perSecond());
    figures.put("shed", (double) (beside.shed() + beside.failed()));
    figures.put("served", (double) served);
    figures.put("refused", (double) refused);
    return figures;
  }

  /** What came of hostile clients. */
  static String hostileLine(String hostile, HttpLoad.Offer few, Summary summary) {
    return """

    hostile: %s, %d others for one row at a time, %s
      p99 of the others %s ms (%s ms alone, ratio %s), throughput kept %s, %s of theirs refused
      the hostile: %s served, %s refused\
    """
        .formatted(
            hostile,
            few.clients(),
            few.perSecond() == 0
                ? "as fast as they are answered"
                : "%.0f times a second".formatted(few.perSecond()),
            none("%.2f", summary, "p99"),
            none("%.2f", summary, "calm_p99"),
            none(summary, "p99_ratio"),
            ratio(summary, "kept"),
            number("%.0f", summary, "shed"),
            number("%.0f", summary, "served"),
            number("%.0f", summary, "refused"));
  }

  private static String number(String format, Summary summary, String name) {
    double value = summary.median(name);
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Where nothing was served there is no time. */
  private static String none(String format, Summary summary, String name) {
    return Double.isNaN(summary.median(name)) ? "none" : number(format, summary, name);
  }

  private static String none(Summary summary, String name) {
    return Double.isNaN(summary.median(name)) ? "none" : ratio(summary, name);
  }

  private static String ratio(Summary summary, String name) {
    String spread = summary.spread(name);
    String median = number("%.2f", summary, name);
    return median.equals("-") || spread.isEmpty() ? median : median + " (" + spread + ")";
  }
}
