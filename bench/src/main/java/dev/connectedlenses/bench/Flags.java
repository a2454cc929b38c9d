package dev.connectedlenses.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a benchmark is asked to do: counts by flag, and whether its figures are printed as JSON. */
record Flags(String name, Map<String, Integer> counts, boolean json) {
  Flags {
    counts = Map.copyOf(counts);
  }

  /** The defaults of a benchmark; every one has series. */
  static Flags of(String name, Map<String, Integer> counts) {
    Map<String, Integer> all = new TreeMap<>(counts);
    all.putIfAbsent("series", 1);
    return new Flags(name, all, false);
  }

  int count(String flag) {
    Integer count = counts.get(flag);
    if (count == null) {
      throw new IllegalArgumentException("no benchmark flag " + flag);
    }
    return count;
  }

  /** Reads a command line over these defaults; throws with the usage where it makes no sense. */
  Flags parse(List<String> args) {
    Map<String, Integer> read = new TreeMap<>(counts);
    boolean asJson = json;
    for (int i = 1; i < args.size(); i += 2) {
      String flag = args.get(i);
      String value = i + 1 < args.size() ? args.get(i + 1) : "";
      if (flag.equals("-o")) {
        asJson = format(value);
      } else if (flag.startsWith("--") && counts.containsKey(flag.substring(2))) {
        read.put(flag.substring(2), positive(value));
      } else {
        throw new IllegalArgumentException(flag + " is unknown; " + usage());
      }
    }
    return new Flags(name, read, asJson);
  }

  String usage() {
    StringBuilder usage = new StringBuilder("usage: clens bench " + name);
    new TreeMap<>(counts).keySet().forEach(flag -> usage.append(" [--" + flag + " N]"));
    return usage.append(" [-o json]").toString();
  }

  private int positive(String value) {
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(value + " is no count; " + usage());
    }
    return Integer.parseInt(value);
  }

  private boolean format(String value) {
    return switch (value) {
      case "json" -> true;
      case "text" -> false;
      default -> throw new IllegalArgumentException(value + " is no format; " + usage());
    };
  }
}
