package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Starts 10-node runs as a signed-in user does and times each until its end is visible. */
final class RunsBench {
  private static final String START =
      "select public.fn_start_workflow_run(?, ?::jsonb, p_version_id => ?)";

  private final Database database;
  private final UserSettings settings;
  private final Chain chain;
  private final Completions completions;
  private final Runnable wake;

  RunsBench(Database database, Identity user, Chain chain, Completions completions, Runnable wake) {
    this.database = database;
    this.settings = UserSettings.of(user);
    this.chain = chain;
    this.completions = completions;
    this.wake = wake;
  }

  /** One run at a time. */
  Timings unloaded(int runs) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      nanos.add(one());
    }
    return new Timings(nanos);
  }

  /** As many at a time as there are clients, for a while. */
  Loaded loaded(int clients, Duration time) {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    Processor before = Processor.read(database);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    AtomicLong last = new AtomicLong(start);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        threads.execute(() -> {
          while (System.nanoTime() < end) {
            nanos.add(one());
            last.set(System.nanoTime());
          }
        });
      }
    }
    double seconds = (last.get() - start) / 1e9;
    Timings timings = new Timings(List.copyOf(nanos));
    return new Loaded(timings.count() / seconds, timings, Processor.read(database).since(before));
  }

  /** Throughput, latencies and processor time of a loaded series. */
  record Loaded(double runsPerSecond, Timings timings, Processor used) {}

  private long one() {
    long start = System.nanoTime();
    completed();
    return System.nanoTime() - start;
  }

  /** Starts a run and waits until its end is visible. */
  UUID completed() {
    UUID run = start();
    wake.run();
    String status = completions.of(run).join();
    if (!status.equals("completed")) {
      throw new IllegalStateException("run " + run + " ended " + status);
    }
    return run;
  }

  /** Starts a run as the gateway does: role, claims and statement in one round trip. */
  private UUID start() {
    try {
      return database.asUserSharing(
          settings,
          START,
          3,
          (statement, first) -> {
            statement.setObject(first, chain.workflowId());
            statement.setString(first + 1, chain.inputs());
            statement.setObject(first + 2, chain.versionId());
          },
          rows -> {
            rows.next();
            return rows.getObject(1, UUID.class);
          });
    } catch (SQLException e) {
      throw new IllegalStateException("a run could not be started: " + e.getMessage(), e);
    }
  }

  /** Resident memory of this process: engine, pools and load together. */
  static double rssMegabytes() {
    return rssMegabytes(Path.of("/proc/self/status"));
  }

  /** Resident memory of the process that a file below /proc tells of. */
  static double rssMegabytes(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
