package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import dev.connectedlenses.server.http.Carriers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens bench runs}: the 10-node run, with its ratio to pgbench in the same session. */
public final class Bench {
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final int UNLOADED_RUNS = 500;

  private final Options options;
  private final Path folder;

  private Bench(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws SQLException {
    Carriers.moreThanProcessors();
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    ObjectNode result = new Bench(options, Path.of(System.getProperty("bench.dir", "bench"))).run();
    if (options.json()) {
      System.out.println(result);
    } else {
      result.properties().forEach(e -> System.out.printf("%-42s %s%n", e.getKey(), e.getValue()));
    }
  }

  private ObjectNode run() throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      host.notifications().start();
      Identity user = host.somebody();
      Chain chain = Chain.create(host.database(), user, 10);
      Pgbench pgbench =
          Pgbench.isInstalled() ? new Pgbench(host.url(), folder.resolve("pgbench")) : null;
      List<Map<String, Double>> series = new ArrayList<>();
      try (Completions completions = new Completions(host.url(), host.notifications())) {
        for (int i = 0; i < options.series(); i++) {
          series.add(series(host, user, chain, completions, pgbench).figures());
        }
      }
      return new Summary(series).json();
    }
  }

  /** One series with an engine of its own, which is gone before pgbench begins. */
  private RunsResult series(
      BenchHost host,
      Identity user,
      Chain chain,
      Completions completions,
      @Nullable Pgbench pgbench) {
    Timings unloaded;
    RunsBench.Loaded loaded;
    double rss;
    try (Engine engine = engine(host)) {
      engine.start();
      RunsBench bench = new RunsBench(host.database(), user, chain, completions, engine::wake);
      bench.loaded(options.clients(), WARM_UP);
      unloaded = bench.unloaded(UNLOADED_RUNS);
      loaded = bench.loaded(options.clients(), options.time());
      rss = RunsBench.rssMegabytes();
    }
    return new RunsResult(
        loaded, unloaded, rss, pgbench == null ? null : pgbench.ceiling(options.time()));
  }

  static Engine engine(BenchHost host) {
    return engine(host, new NodeKinds(new TransformKind()));
  }

  /** An engine in this process that hints at events as a server does. */
  static Engine engine(BenchHost host, NodeKinds kinds) {
    return new Engine(
        EngineConfig.defaults(),
        host.database(),
        kinds,
        new Engine.Host(
            UUID.randomUUID(),
            "bench",
            System::nanoTime,
            RandomGenerator.getDefault(),
            () -> host.notifications().hint("clens_events")));
  }
}
