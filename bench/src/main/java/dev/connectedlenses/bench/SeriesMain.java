package dev.connectedlenses.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Runs a benchmark as often as it is asked and prints medians and how far they lie apart. */
final class SeriesMain {

  /** One series of a benchmark: its figures by name. */
  @FunctionalInterface
  interface Series {
    Map<String, Double> run(Flags flags) throws Exception;
  }

  private SeriesMain() {}

  static void run(Flags defaults, String[] arguments, Series series) throws Exception {
    Flags flags;
    try {
      flags = defaults.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.err.println("load average " + load());
    ObjectNode result = summary(flags, series);
    System.err.println("load average " + load());
    if (flags.json()) {
      System.out.println(result);
    } else {
      result.properties().forEach(e -> System.out.printf("%-42s %s%n", e.getKey(), e.getValue()));
    }
  }

  static ObjectNode summary(Flags flags, Series series) throws Exception {
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int i = 0; i < flags.count("series"); i++) {
      figures.add(series.run(flags));
    }
    return new Summary(figures).json();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
