package dev.connectedlenses.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Several series of one benchmark: the median of every figure and how far the series lie apart. */
record Summary(List<Map<String, Double>> series) {
  Summary {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a summary needs at least one series");
    }
  }

  /** Median figures by name; with more than one series also their number, lowest and highest. */
  ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ObjectNode spread = JsonMapper.shared().createObjectNode();
    for (String name : series.getFirst().keySet()) {
      List<Double> values = sorted(name);
      json.put(name, round(median(values)));
      spread.putArray(name).add(round(values.getFirst())).add(round(values.getLast()));
    }
    if (series.size() > 1) {
      json.put("series", series.size());
      json.set("spread", spread);
    }
    return json;
  }

  /** The median of one figure. */
  double median(String name) {
    return median(sorted(name));
  }

  /** The lowest and the highest of one figure, or nothing after a single series. */
  String spread(String name) {
    List<Double> values = sorted(name);
    return values.size() == 1
        ? ""
        : String.format(Locale.ROOT, "%.2f-%.2f", values.getFirst(), values.getLast());
  }

  private List<Double> sorted(String name) {
    return series.stream().map(figures -> figures.get(name)).sorted().toList();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
