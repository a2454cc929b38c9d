package dev.connectedlenses.bench;

import java.util.List;

/** Latencies of one series in nanoseconds, in rising order. */
record Timings(List<Long> sorted) {
  Timings {
    sorted = sorted.stream().sorted().toList();
  }

  /** The value below which the share of the series lies, in milliseconds. */
  double millis(double share) {
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.clamp(index, 0, sorted.size() - 1)) / 1e6;
  }

  int count() {
    return sorted.size();
  }
}
