package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.Database;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells streams that their runs have news. However many streams there are, one query for all
 * watched runs follows a hint; without hints it follows a pause.
 */
public final class RunEventHub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunEventHub.class);

  private final RunEventStore store;
  private final StreamSettings settings;
  private final Map<UUID, Set<RunWatch>> watches = new ConcurrentHashMap<>();
  private final Semaphore hints = new Semaphore(0);
  private final Semaphore stop = new Semaphore(0);
  private final Thread poller;
  private volatile boolean stopping;

  private RunEventHub(Database database, StreamSettings settings) {
    this.store = new RunEventStore(database);
    this.settings = settings;
    this.poller = Thread.ofVirtual().name("run-events").unstarted(this::poll);
  }

  /** Starts to look for news. */
  public static RunEventHub start(Database database, StreamSettings settings) {
    RunEventHub hub = new RunEventHub(database, settings);
    hub.poller.start();
    return hub;
  }

  /** Says that some run has new events; a hint that gets lost costs one pause. */
  public void hint() {
    if (hints.availablePermits() == 0) {
      hints.release();
    }
  }

  RunEventStore store() {
    return store;
  }

  StreamSettings settings() {
    return settings;
  }

  RunWatch watch(UUID run, long newest) {
    RunWatch watch = new RunWatch(newest);
    watches.compute(
        run,
        (id, set) -> {
          Set<RunWatch> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(watch);
          return all;
        });
    if (stopping) {
      watch.stop();
    }
    return watch;
  }

  void unwatch(UUID run, RunWatch watch) {
    watches.computeIfPresent(
        run,
        (id, set) -> {
          set.remove(watch);
          return set.isEmpty() ? null : set;
        });
  }

  /** Tells every stream, also those to come, that the server stops. */
  public void endStreams() {
    stopping = true;
    watches.values().forEach(set -> set.forEach(RunWatch::stop));
  }

  private void poll() {
    try {
      while (!stop.tryAcquire(settings.gap().toMillis(), TimeUnit.MILLISECONDS)) {
        boolean hinted = hints.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
        if (hinted) {
          hints.drainPermits();
        }
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Set<UUID> runs = Set.copyOf(watches.keySet());
    if (runs.isEmpty()) {
      return;
    }
    try {
      store
          .newest(runs)
          .forEach(
              (run, newest) -> watches.getOrDefault(run, Set.of()).forEach(w -> w.advance(newest)));
    } catch (RuntimeException e) {
      LOG.warn("cannot look for new events, trying again: {}", e.toString());
    }
  }

  @Override
  public void close() {
    endStreams();
    stop.release();
    hints.release();
  }
}
