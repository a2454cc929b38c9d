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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code clens bench sse}: how soon readers have what was committed, what many open streams weigh,
 * and how long a run with many events takes to tell from its beginning.
 */
public final class SseBench {
  private static final Flags FLAGS =
      Flags.of(
          "sse",
          Map.of("streams", 1000, "readers", 50, "rate", 500, "seconds", 20, "replay", 100_000));
  private static final Pattern AT = Pattern.compile("\"at\": ?(\\d+)");
  private static final int WRITERS = 4;

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
      bench.latency(figures);
      bench.weight(figures);
      bench.replay(figures);
      return figures;
    }
  }

  /** One reader for each run, and events at a steady pace. */
  private void latency(Map<String, Double> figures) throws Exception {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    List<EventReader> readers = new ArrayList<>();
    int written = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (UUID run : runs) {
        EventReader reader = new EventReader(door, run, user);
        readers.add(reader);
        threads.execute(() -> reader.read(line -> note(line, nanos)));
      }
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int first = i;
        writers.add(threads.submit(() -> write(first)));
      }
      for (Future<Integer> writer : writers) {
        written += writer.get();
      }
      int all = written;
      Looks.until(() -> nanos.size() >= all ? 1 : Double.NaN);
      readers.forEach(EventReader::close);
    }
    Timings timings = new Timings(List.copyOf(nanos));
    figures.put("events_per_s", written / (double) flags.count("seconds"));
    figures.put("readers", (double) readers.size());
    figures.put("events_read", (double) timings.count());
    figures.put("commit_to_client_p50_ms", timings.millis(0.5));
    figures.put("commit_to_client_p99_ms", timings.millis(0.99));
  }

  private static void note(String line, ConcurrentLinkedQueue<Long> nanos) {
    Matcher at = AT.matcher(line);
    if (at.find()) {
      nanos.add(System.nanoTime() - Long.parseLong(at.group(1)));
    }
  }

  /** Writes a share of the events, each in a transaction of its own; how many there were. */
  private int write(int first) throws SQLException {
    long gap = 1_000_000_000L * WRITERS / flags.count("rate");
    int share = flags.count("rate") * flags.count("seconds") / WRITERS;
    long begun = System.nanoTime();
    try (EventRows rows = new EventRows(host.url())) {
      for (int i = 0; i < share; i++) {
        LockSupport.parkNanos(begun + i * gap - System.nanoTime());
        UUID run = runs.get((first + i * WRITERS) % runs.size());
        rows.append(run, "node.log", "{\"at\": " + System.nanoTime() + "}", 1);
        host.notifications().hint("clens_events");
      }
    }
    return share;
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
