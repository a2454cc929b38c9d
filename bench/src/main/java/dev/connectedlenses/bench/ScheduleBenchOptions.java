package dev.connectedlenses.bench;

import java.util.List;

/**
 * What {@link ScheduleBench} is asked to do.
 *
 * @param schedules how many are due
 * @param nodes how many dispatch, side by side
 * @param spread over how many seconds, where they are not due at once
 * @param series how often everything is measured
 */
record ScheduleBenchOptions(int schedules, int nodes, int spread, int series, boolean json) {
  static final String USAGE =
      "usage: clens bench schedules [--schedules N] [--nodes N] [--spread SECONDS] [--series N] [-o json]";

  /** Reads a command line; throws with the usage where it makes no sense. */
  static ScheduleBenchOptions parse(List<String> args) {
    int schedules = 10_000;
    int nodes = 3;
    int spread = 30;
    int series = 1;
    boolean json = false;
    for (int i = 1; i < args.size(); i += 2) {
      String value = i + 1 < args.size() ? args.get(i + 1) : "";
      switch (args.get(i)) {
        case "--schedules" -> schedules = positive(value);
        case "--nodes" -> nodes = positive(value);
        case "--spread" -> spread = positive(value);
        case "--series" -> series = positive(value);
        case "-o" -> json = format(value);
        default -> throw new IllegalArgumentException(args.get(i) + " is unknown; " + USAGE);
      }
    }
    return new ScheduleBenchOptions(schedules, nodes, spread, series, json);
  }

  private static boolean format(String value) {
    if (!value.equals("json") && !value.equals("text")) {
      throw new IllegalArgumentException(value + " is no output format; " + USAGE);
    }
    return value.equals("json");
  }

  private static int positive(String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(value + " is no count; " + USAGE);
    }
    return Integer.parseInt(value);
  }
}
