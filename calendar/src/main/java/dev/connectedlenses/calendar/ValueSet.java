package dev.connectedlenses.calendar;

import java.util.ArrayList;
import java.util.List;

/** Small sets of numbers from 0 to 63 in the bits of a long. */
final class ValueSet {
  private ValueSet() {}

  static long range(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  static boolean has(long bits, int value) {
    return (bits >>> value & 1) != 0;
  }

  /** The smallest value that is at least {@code from}, or -1. */
  static int next(long bits, int from) {
    long rest = from > 63 ? 0 : bits >>> from << from;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  static List<Integer> values(long bits) {
    List<Integer> values = new ArrayList<>();
    for (int value = next(bits, 0); value >= 0; value = next(bits, value + 1)) {
      values.add(value);
    }
    return values;
  }
}
