package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Notifications;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sees runs end as a client does: by looking at their rows whenever something is hinted. */
final class Completions implements AutoCloseable {
  private final Database database;
  private final Map<UUID, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final Semaphore hints = new Semaphore(0);
  private final Notifications.Subscription subscription;
  private final Thread watcher;
  private volatile boolean open = true;

  Completions(Database database, Notifications notifications) {
    this.database = database;
    this.subscription = notifications.listen("clens_events", hints::release);
    this.watcher = Thread.ofPlatform().daemon().name("bench-completions").start(this::watch);
  }

  /** Completes with the run's terminal status. */
  CompletableFuture<String> of(UUID run) {
    return waiting.computeIfAbsent(run, _ -> new CompletableFuture<>());
  }

  private void watch() {
    try {
      while (open) {
        boolean hinted = hints.tryAcquire(20, TimeUnit.MILLISECONDS);
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
    List<UUID> ids = List.copyOf(waiting.keySet());
    if (ids.isEmpty()) {
      return;
    }
    database.asEngine(handle -> {
      handle
          .createQuery(
              """
              select id, status from lenses.workflow_runs
              where id = any(:ids) and status in ('completed', 'failed', 'cancelled', 'timed_out')
              """)
          .bindArray("ids", UUID.class, ids)
          .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
          .forEach(ended -> done(ended.getKey(), ended.getValue()));
      return null;
    });
  }

  private void done(UUID run, String status) {
    CompletableFuture<String> future = waiting.remove(run);
    if (future != null) {
      future.complete(status);
    }
  }

  @Override
  public void close() {
    open = false;
    watcher.interrupt();
    subscription.close();
  }
}
