package dev.connectedlenses.bench;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events at a steady pace and one reader for each run: how long from before the statement that
 * commits an event to the reader that has it. The events of the first seconds, while classes are
 * compiled, are read and not timed.
 */
record EventPace(BenchHost host, Flags flags, URI door, UUID user, List<UUID> runs) {
  private static final Pattern AT = Pattern.compile("\"at\": ?(\\d+)");
  private static final int WRITERS = 4;

  /** An event that was read: when it was made, and how long it took. */
  private record Seen(long at, long nanos) {}

  /** One reader for each run, and events at a steady pace. */
  void measure(Map<String, Double> figures) throws Exception {
    ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    List<EventReader> readers = new ArrayList<>();
    int written = 0;
    long begun;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (UUID run : runs) {
        EventReader reader = new EventReader(door, run, user);
        readers.add(reader);
        threads.execute(() -> reader.read(line -> note(line, seen)));
      }
      begun = System.nanoTime();
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int first = i;
        writers.add(threads.submit(() -> write(first)));
      }
      for (Future<Integer> writer : writers) {
        written += writer.get();
      }
      int all = written;
      Looks.until(() -> seen.size() >= all ? 1 : Double.NaN);
      readers.forEach(EventReader::close);
    }
    long from = begun + flags.count("warmup") * 1_000_000_000L;
    Timings timings =
        new Timings(seen.stream().filter(one -> one.at() >= from).map(Seen::nanos).toList());
    figures.put("events_per_s", written / (double) seconds());
    figures.put("readers", (double) readers.size());
    figures.put("events_read", (double) seen.size());
    figures.put("events_timed", (double) timings.count());
    figures.put("commit_to_client_p50_ms", timings.millis(0.5));
    figures.put("commit_to_client_p99_ms", timings.millis(0.99));
  }

  private int seconds() {
    return flags.count("warmup") + flags.count("seconds");
  }

  private static void note(String line, ConcurrentLinkedQueue<Seen> seen) {
    Matcher found = AT.matcher(line);
    if (found.find()) {
      long at = Long.parseLong(found.group(1));
      seen.add(new Seen(at, System.nanoTime() - at));
    }
  }

  /** Writes a share of the events, each in a transaction of its own; how many there were. */
  private int write(int first) throws SQLException {
    long gap = 1_000_000_000L * WRITERS / flags.count("rate");
    int share = flags.count("rate") * seconds() / WRITERS;
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
}
