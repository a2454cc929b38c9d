package dev.connectedlenses.bench;

import java.util.Arrays;

/** Latencies of one series, in nanoseconds, sorted. */
record Timings(long[] sorted) {
  static Timings of(long[] nanos) {
    long[] copy = nanos.clone();
    Arrays.sort(copy);
    return new Timings(copy);
  }

  /** The value below which the share of the series lies, in milliseconds. */
  double millis(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
  }

  int count() {
    return sorted.length;
  }
}
