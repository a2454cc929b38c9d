package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.engine.run.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code clens bench state}: how long the state of a run with many nodes takes to read, with the
 * events that it has and with many more.
 */
public final class StateBench {
  private static final Flags FLAGS =
      Flags.of("state", Map.of("nodes", 200, "events", 20_000, "reads", 300));
  private static final String STATE =
      "select row_to_json(s)::text from public.fn_workflow_get_run_state(?) s";
  private static final int WARM_UP = 200;

  private final BenchHost host;
  private final UserSettings reader;
  private int bytes;

  private StateBench(BenchHost host, Identity user) {
    this.host = host;
    this.reader = UserSettings.of(user);
  }

  public static void main(String[] arguments) throws Exception {
    SeriesMain.run(FLAGS, arguments, StateBench::series);
  }

  static Map<String, Double> series(Flags flags) throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      host.notifications().start();
      Identity user = host.somebody();
      return new StateBench(host, user).measure(flags, finished(host, user, flags.count("nodes")));
    }
  }

  /** A run of a chain of so many nodes that has completed. */
  private static UUID finished(BenchHost host, Identity user, int nodes) throws SQLException {
    Chain chain = Chain.create(host.database(), user, nodes);
    try (Engine engine = Bench.engine(host);
        Completions completions = new Completions(host.url(), host.notifications())) {
      engine.start();
      return new RunsBench(host.database(), user, chain, completions, engine::wake).completed();
    }
  }

  private Map<String, Double> measure(Flags flags, UUID run) throws SQLException {
    read(run, WARM_UP);
    Timings few = read(run, flags.count("reads"));
    append(run, flags.count("events"));
    read(run, WARM_UP);
    Timings many = read(run, flags.count("reads"));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("nodes", (double) flags.count("nodes"));
    figures.put("bytes", (double) bytes);
    figures.put("p50_ms", few.millis(0.5));
    figures.put("p99_ms", few.millis(0.99));
    figures.put("more_events", (double) flags.count("events"));
    figures.put("p50_ms_with_them", many.millis(0.5));
    figures.put("p99_ms_with_them", many.millis(0.99));
    figures.put("ratio_p50", many.millis(0.5) / few.millis(0.5));
    return figures;
  }

  private Timings read(UUID run, int times) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      bytes =
          host.database()
              .asUser(
                  reader,
                  STATE,
                  (statement, first) -> statement.setObject(first, run),
                  rows -> {
                    rows.next();
                    return rows.getString(1).length();
                  });
      nanos.add(System.nanoTime() - start);
    }
    return new Timings(nanos);
  }

  private void append(UUID run, int events) throws SQLException {
    try (EventRows rows = new EventRows(host.url())) {
      rows.append(run, "node.log", "{\"message\": \"benchmark\"}", events);
      rows.settle();
    }
  }
}
