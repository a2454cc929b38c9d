package dev.connectedlenses.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark is asked to do.
 *
 * @param time how long one series loads the system
 * @param clients how many runs are under way at one time
 * @param series how often everything is measured
 * @param json whether the figures are printed as one JSON object
 */
record Options(Duration time, int clients, int series, boolean json) {
  static final String USAGE =
      "usage: clens bench runs [--seconds N] [--clients N] [--series N] [-o json]";

  /** Reads a command line; throws with the usage where it makes no sense. */
  static Options parse(List<String> args) {
    if (args.isEmpty() || !args.getFirst().equals("runs")) {
      throw new IllegalArgumentException(USAGE);
    }
    int seconds = 20;
    int clients = 64;
    int series = 1;
    boolean json = false;
    for (int i = 1; i < args.size(); i += 2) {
      String value = i + 1 < args.size() ? args.get(i + 1) : null;
      switch (args.get(i)) {
        case "--seconds" -> seconds = positive(value);
        case "--clients" -> clients = positive(value);
        case "--series" -> series = positive(value);
        case "-o" -> json = format(value);
        default -> throw new IllegalArgumentException(args.get(i) + " is unknown; " + USAGE);
      }
    }
    return new Options(Duration.ofSeconds(seconds), clients, series, json);
  }

  private static int positive(@Nullable String value) {
    if (value == null || !value.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(value + " is no count; " + USAGE);
    }
    return Integer.parseInt(value);
  }

  private static boolean format(@Nullable String value) {
    if (!"json".equals(value) && !"text".equals(value)) {
      throw new IllegalArgumentException(value + " is no output format; " + USAGE);
    }
    return "json".equals(value);
  }
}
