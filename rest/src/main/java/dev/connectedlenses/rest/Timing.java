package dev.connectedlenses.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How long the stages of one request took, as the header Server-Timing tells it. */
final class Timing {

  private final LongSupplier nanos;
  private final boolean wanted;
  private final Map<String, Long> stages = new LinkedHashMap<>(8);
  private long from;

  Timing(LongSupplier nanos, boolean wanted) {
    this.nanos = nanos;
    this.wanted = wanted;
    this.from = wanted ? nanos.getAsLong() : 0;
  }

  /** The stage that ends here. */
  void done(String stage) {
    if (!wanted) {
      return;
    }
    long to = nanos.getAsLong();
    stages.put(stage, to - from);
    from = to;
  }

  /** Each stage in milliseconds. */
  String header() {
    return stages.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s;dur=%.1f", e.getKey(), e.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }
}
