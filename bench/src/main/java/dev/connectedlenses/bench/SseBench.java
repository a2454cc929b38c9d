package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * {@code clens bench sse}: how soon readers have what was committed, what many open streams weigh,
 * and how long a run with many events takes to tell from its beginning.
 */
public final class SseBench {
  private static final Flags FLAGS =
      Flags.of(
          "sse",
          Map.of(
              "streams", 1000, "readers", 50, "rate", 500, "seconds", 20, "warmup", 5, "replay",
              100_000));

  private final BenchHost host;
  private final Flags flags;
  private final ServerNode node;
  private final URI door;
  private final UUID user;
  private final List<UUID> runs;

  private SseBench(BenchHost host, Flags flags, ServerNode node, Identity user) {
    this.host = host;
    this.flags = flags;
    this.node = node;
    this.door = URI.create(node.address());
    this.user = Objects.requireNonNull(user.userId());
    Chain chain = Chain.create(host.database(), user, 1);
    this.runs = chain.start(host.database(), user, flags.count("readers"));
  }

  public static void main(String[] arguments) throws Exception {
    SeriesMain.run(FLAGS, arguments, SseBench::series);
  }

  static Map<String, Double> series(Flags flags) throws Exception {
    try (BenchHost host = BenchHost.start();
        ServerNode node =
            ServerNode.launch(
                    host.url(),
                    List.of(
                        new ServerNode.Kind(
                            EventDoor.class, "100000", Map.of(), "256m", List.of())))
                .getFirst()) {
      host.notifications().start();
      SseBench bench = new SseBench(host, flags, node, host.somebody());
      Map<String, Double> figures = new LinkedHashMap<>();
      new EventPace(host, flags, bench.door, bench.user, bench.runs).measure(figures);
      bench.weight(figures);
      bench.replay(figures);
      return figures;
    }
  }

  /** What the process weighs with streams that have nothing to tell. */
  private void weight(Map<String, Double> figures) {
    double before = node.rssMegabytes();
    List<EventReader> open = new ArrayList<>();
    for (int i = 0; i < flags.count("streams"); i++) {
      open.add(new EventReader(door, runs.get(i % runs.size()), user));
    }
    double after = node.rssMegabytes();
    open.forEach(EventReader::close);
    figures.put("open_streams", (double) flags.count("streams"));
    figures.put("rss_mb_without_them", before);
    figures.put("rss_mb_with_them", after);
  }

  private void replay(Map<String, Double> figures) throws SQLException {
    UUID run = runs.getFirst();
    int events = flags.count("replay");
    try (EventRows rows = new EventRows(host.url())) {
      rows.append(run, "node.log", "{\"message\": \"one of very many\"}", events - 1);
      rows.append(run, "run.completed", "{}", 1);
      rows.settle();
    }
    long start = System.nanoTime();
    List<Long> seen = new ArrayList<>();
    try (EventReader reader = new EventReader(door, run, user)) {
      reader.read(_ -> seen.add(System.nanoTime()));
    }
    figures.put("replayed_events", (double) seen.size());
    figures.put("replayed_s", (seen.getLast() - start) / 1e9);
  }
}
