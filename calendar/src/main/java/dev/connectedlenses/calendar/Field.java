package dev.connectedlenses.calendar;

import java.util.List;
import java.util.Locale;

/** One of the five fields of an expression: its name and the values that it may hold. */
enum Field {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  WEEKDAY("day of the week", 0, 7, "sun mon tue wed thu fri sat");

  private final String title;
  private final int low;
  private final int high;
  private final String names;

  Field(String title, int low, int high, String names) {
    this.title = title;
    this.low = low;
    this.high = high;
    this.names = names;
  }

  String title() {
    return title;
  }

  int low() {
    return low;
  }

  int high() {
    return high;
  }

  /** The value that a name stands for, -1 for no name of this field. */
  int named(String word) {
    int at = words().indexOf(word.toLowerCase(Locale.ROOT));
    return at < 0 || names.isEmpty() ? -1 : at + low;
  }

  private List<String> words() {
    return List.of(names.split(" "));
  }

  /** What the field may hold, for messages. */
  String range() {
    String numbers = low + " to " + high;
    return names.isEmpty()
        ? numbers
        : numbers + ", or " + words().getFirst() + " to " + words().getLast();
  }

  /** The set of all values of the field, as bits. */
  long all() {
    return ValueSet.range(low, high, 1);
  }
}
