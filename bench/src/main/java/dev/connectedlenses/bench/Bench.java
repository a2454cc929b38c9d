package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens bench runs}: the 10-node run, with its ratio to pgbench in the same session. */
public final class Bench {
  private static final int WARM_UP_SECONDS = 5;
  private static final int UNLOADED_RUNS = 300;

  private final int seconds;
  private final int clients;

  private Bench(int seconds, int clients) {
    this.seconds = seconds;
    this.clients = clients;
  }

  public static void main(String[] arguments) {
    List<String> args = List.of(arguments);
    if (args.isEmpty() || !args.getFirst().equals("runs")) {
      System.err.println("usage: clens bench runs [--seconds N] [--clients N] [-o json]");
      System.exit(2);
    }
    Bench bench = new Bench(number(args, "--seconds", 20), number(args, "--clients", 64));
    ObjectNode result = bench.runs(Path.of(System.getProperty("bench.dir", "bench"))).json();
    if (args.contains("json")) {
      System.out.println(result);
    } else {
      result.properties().forEach(e -> System.out.printf("%-42s %s%n", e.getKey(), e.getValue()));
    }
  }

  private RunsResult runs(Path benchDir) {
    try (BenchHost host = BenchHost.start()) {
      host.notifications().start();
      Identity user = host.somebody();
      Chain chain = Chain.create(host.database(), user, 10);
      try (Engine engine = engine(host);
          Completions completions = new Completions(host.database(), host.notifications())) {
        engine.start();
        RunsBench bench = new RunsBench(host.database(), user, chain, completions, engine::wake);
        bench.loaded(clients, Duration.ofSeconds(WARM_UP_SECONDS));
        Timings unloaded = bench.unloaded(UNLOADED_RUNS);
        RunsBench.Loaded loaded = bench.loaded(clients, Duration.ofSeconds(seconds));
        double rss = RunsBench.rssMegabytes();
        engine.stop();
        return result(loaded, unloaded, rss, host, benchDir);
      }
    }
  }

  private RunsResult result(
      RunsBench.Loaded loaded, Timings unloaded, double rss, BenchHost host, Path benchDir) {
    if (!Pgbench.isInstalled()) {
      return new RunsResult(loaded.runsPerSecond(), loaded.timings(), unloaded, rss, null, null);
    }
    Pgbench pgbench = new Pgbench(host.url(), benchDir.resolve("pgbench"));
    double perNode = pgbench.transactionsPerSecond("i_b_tx_per_node_cte.sql", seconds);
    double batched = pgbench.transactionsPerSecond("iv_coalesce_32_nodes.sql", seconds) * 32 / 10;
    return new RunsResult(
        loaded.runsPerSecond(), loaded.timings(), unloaded, rss, perNode, batched);
  }

  private static Engine engine(BenchHost host) {
    return new Engine(
        EngineConfig.defaults(),
        host.database(),
        new NodeKinds(new TransformKind()),
        new Engine.Host(
            UUID.randomUUID(),
            "bench",
            System::nanoTime,
            RandomGenerator.getDefault(),
            () -> host.notifications().hint("clens_events")));
  }

  private static int number(List<String> args, String name, int otherwise) {
    int at = args.indexOf(name);
    return at < 0 || at + 1 >= args.size() ? otherwise : Integer.parseInt(args.get(at + 1));
  }
}
