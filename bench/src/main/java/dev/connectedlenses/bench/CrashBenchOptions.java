package dev.connectedlenses.bench;

import java.util.List;

/**
 * What {@link CrashBench} is asked to do.
 *
 * @param runs how many are in flight when a server is killed
 * @param json whether the figures are printed as one JSON object; the strip goes to standard error
 */
record CrashBenchOptions(int runs, boolean json) {
  static final String USAGE = "usage: clens bench crash [--runs N] [-o json]";

  /** Reads a command line; throws with the usage where it makes no sense. */
  static CrashBenchOptions parse(List<String> args) {
    int runs = 1000;
    boolean json = false;
    for (int i = 1; i < args.size(); i += 2) {
      String value = i + 1 < args.size() ? args.get(i + 1) : "";
      switch (args.get(i)) {
        case "--runs" -> runs = positive(value);
        case "-o" -> json = format(value);
        default -> throw new IllegalArgumentException(args.get(i) + " is unknown; " + USAGE);
      }
    }
    return new CrashBenchOptions(runs, json);
  }

  private static boolean format(String value) {
    if (!value.equals("json") && !value.equals("text")) {
      throw new IllegalArgumentException(value + " is no output format; " + USAGE);
    }
    return value.equals("json");
  }

  private static int positive(String value) {
    if (!value.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(value + " is no count; " + USAGE);
    }
    return Integer.parseInt(value);
  }
}
