package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.engine.node.ForEachKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.run.Engine;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code clens bench graph}: validation of a large workflow, what a node of it costs beside one of
 * a small workflow, and a list of many items.
 */
public final class GraphBench {
  private static final Flags FLAGS =
      Flags.of("graph", Map.of("nodes", 1000, "items", 10_000, "runs", 10));
  private static final String VALIDATE = "select public.fn_validate_workflow(?)::text";
  private static final int TIMES = 30;
  private static final int SMALLER = 10;

  private final BenchHost host;
  private final Identity user;
  private final Flags flags;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private GraphBench(BenchHost host, Flags flags) {
    this.host = host;
    this.user = host.somebody();
    this.flags = flags;
  }

  public static void main(String[] arguments) throws Exception {
    SeriesMain.run(FLAGS, arguments, GraphBench::series);
  }

  static Map<String, Double> series(Flags flags) throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      host.notifications().start();
      return new GraphBench(host, flags).measure();
    }
  }

  private Map<String, Double> measure() throws SQLException {
    int nodes = flags.count("nodes");
    Chain large = Chain.create(host.database(), user, nodes);
    Chain small = Chain.create(host.database(), user, Math.max(1, nodes / SMALLER));
    validate(large);
    NodeKinds steps = new NodeKinds(new TransformKind());
    NodeKinds kinds = new NodeKinds(new TransformKind(), new ForEachKind(steps));
    try (Engine engine = Bench.engine(host, kinds);
        Completions completions = new Completions(host.url(), host.notifications())) {
      engine.start();
      double perSmall = perNode(engine, completions, small, nodes / SMALLER);
      double perLarge = perNode(engine, completions, large, nodes);
      figures.put("ms_per_node_of_the_smaller", perSmall);
      figures.put("ms_per_node", perLarge);
      figures.put("ratio_per_node", perLarge / perSmall);
      items(engine, completions);
    }
    return figures;
  }

  private void validate(Chain chain) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 2 * TIMES; i++) {
      long start = System.nanoTime();
      host.database()
          .asUser(
              UserSettings.of(user),
              VALIDATE,
              (statement, first) -> statement.setObject(first, chain.workflowId()),
              rows -> rows.next());
      if (i >= TIMES) {
        nanos.add(System.nanoTime() - start);
      }
    }
    figures.put("validate_p50_ms", new Timings(nanos).millis(0.5));
    figures.put("validate_p99_ms", new Timings(nanos).millis(0.99));
  }

  private RunsBench bench(Engine engine, Completions completions, Chain chain) {
    return new RunsBench(host.database(), user, chain, completions, engine::wake);
  }

  /** Milliseconds for each node of a run, from its start to the sight of its end. */
  private double perNode(Engine engine, Completions completions, Chain chain, int nodes) {
    RunsBench bench = bench(engine, completions, chain);
    bench.unloaded(Math.max(2, flags.count("runs") / 2));
    return bench.unloaded(flags.count("runs")).millis(0.5) / nodes;
  }

  /** One node that makes a text of each of many items. */
  private void items(Engine engine, Completions completions) {
    int items = flags.count("items");
    RunsBench bench = bench(engine, completions, Chain.overItems(host.database(), user, items));
    bench.unloaded(1);
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    double before = megabytes();
    figures.put("for_each_items", (double) items);
    figures.put("for_each_ms", bench.unloaded(3).millis(0.5));
    figures.put("for_each_heap_peak_mb", megabytes() - before);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static double megabytes() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
  }
}
