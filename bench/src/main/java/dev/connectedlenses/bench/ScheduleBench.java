package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code clens bench schedules}: many schedules due at one instant, as many spread over a while,
 * and once more at one instant while a node is killed; dispatched by several server processes.
 */
public final class ScheduleBench {
  private final ScheduleBenchOptions options;

  ScheduleBench(ScheduleBenchOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws SQLException {
    ScheduleBenchOptions options;
    try {
      options = ScheduleBenchOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.err.println("load average " + load());
    ObjectNode result = new ScheduleBench(options).run();
    System.err.println("load average " + load());
    if (options.json()) {
      System.out.println(result);
    } else {
      result.properties().forEach(e -> System.out.printf("%-42s %s%n", e.getKey(), e.getValue()));
    }
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  ObjectNode run() throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      Identity user = host.somebody();
      Chain chain = Chain.create(host.database(), user, 1);
      List<Map<String, Double>> series = new ArrayList<>();
      try (ScheduleBenchRows rows = new ScheduleBenchRows(host.url())) {
        rows.make(chain.workflowId(), chain.inputs(), options.schedules());
        for (int i = 0; i < options.series(); i++) {
          series.add(series(host, rows));
        }
      }
      return new Summary(series).json();
    }
  }

  private Map<String, Double> series(BenchHost host, ScheduleBenchRows rows) throws SQLException {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<ServerNode> nodes = ServerNode.launch(host.url(), "scheduler", options.nodes());
    try {
      figures.put("planned_s", rows.awaitPlanned());
      crowd(rows, figures);
      spread(rows, figures);
      killed(rows, nodes, figures);
    } finally {
      nodes.forEach(ServerNode::close);
    }
    rows.forget();
    return figures;
  }

  /** All are due at one instant. */
  private void crowd(ScheduleBenchRows rows, Map<String, Double> figures) throws SQLException {
    rows.dueAtOnce();
    Timings crowd = rows.awaitFired(options.schedules(), () -> {});
    figures.put("crowd_dispatched_s", crowd.millis(1) / 1000);
    figures.put("crowd_per_s", options.schedules() / (crowd.millis(1) / 1000));
    figures.put("crowd_twice", rows.twice());
    figures.put("crowd_missing", rows.missing());
  }

  private void spread(ScheduleBenchRows rows, Map<String, Double> figures) throws SQLException {
    rows.dueWithin(options.spread());
    Timings spread = rows.awaitFired(options.schedules(), () -> {});
    figures.put("spread_per_s", options.schedules() / (double) options.spread());
    figures.put("spread_late_p50_ms", spread.millis(0.5));
    figures.put("spread_late_p99_ms", spread.millis(0.99));
    figures.put("spread_late_most_ms", spread.millis(1));
    figures.put("spread_twice", rows.twice());
    figures.put("spread_missing", rows.missing());
  }

  /** All are due at one instant again, and the first node dies when some of them have fired. */
  private void killed(ScheduleBenchRows rows, List<ServerNode> nodes, Map<String, Double> figures)
      throws SQLException {
    rows.dueAtOnce();
    Timings left = rows.awaitFired(options.schedules(), nodes.getFirst()::kill);
    figures.put("killed_dispatched_s", left.millis(1) / 1000);
    figures.put("killed_nodes", (double) nodes.stream().filter(node -> !node.isAlive()).count());
    figures.put("killed_twice", rows.twice());
    figures.put("killed_missing", rows.missing());
  }
}
