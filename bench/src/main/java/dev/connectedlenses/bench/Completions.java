package dev.connectedlenses.bench;

import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.database.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sees runs end as a client does: by looking at their rows whenever something is hinted, one look
 * for all of them. The connection is its own, so that looking never waits for the pool under test.
 */
final class Completions implements AutoCloseable {
  private static final String ENDED =
      """
      select id, status from lenses.workflow_runs
      where id = any(?) and status in ('completed', 'failed', 'cancelled', 'timed_out')
      """;

  private final Map<UUID, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final Semaphore hints = new Semaphore(0);
  private final Notifications.Subscription subscription;
  private final Connection connection;
  private final PreparedStatement look;
  private final Thread watcher;
  private volatile boolean open = true;

  Completions(ServerUrl url, Notifications notifications) throws SQLException {
    this.connection = DriverManager.getConnection(url.jdbc(), url.login());
    this.look = connection.prepareStatement(ENDED);
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
        if (hints.tryAcquire(20, TimeUnit.MILLISECONDS)) {
          hints.drainPermits();
        }
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      waiting.values().forEach(future -> future.completeExceptionally(e));
    }
  }

  private void look() throws SQLException {
    Object[] ids = waiting.keySet().toArray();
    if (ids.length == 0) {
      return;
    }
    look.setArray(1, connection.createArrayOf("uuid", ids));
    try (ResultSet rows = look.executeQuery()) {
      while (rows.next()) {
        done(rows.getObject(1, UUID.class), rows.getString(2));
      }
    }
  }

  private void done(UUID run, String status) {
    CompletableFuture<String> future = waiting.remove(run);
    if (future != null) {
      future.complete(status);
    }
  }

  @Override
  public void close() throws SQLException {
    open = false;
    watcher.interrupt();
    subscription.close();
    connection.close();
  }
}
