package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Sends hints, many asked for in a short while as one. */
final class HintSender extends Link {

  /** The least time between two hints on one channel. */
  static final Duration GAP = Duration.ofMillis(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Set<String> pending = new LinkedHashSet<>();

  HintSender(ServerUrl url) {
    super("clens-hints", url);
  }

  void hint(String channel) {
    lock.lock();
    try {
      if (pending.add(channel)) {
        asked.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  void wake() {
    lock.lock();
    try {
      pending.clear();
      asked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void work(Connection connection, Round round) throws SQLException, InterruptedException {
    try (PreparedStatement notify =
        connection.prepareStatement(
            "select pg_catalog.pg_notify(channel, '') from unnest(?) as channel")) {
      while (!round.isStopped()) {
        List<String> channels = take(round);
        if (!channels.isEmpty()) {
          send(connection, notify, channels);
          round.pause(GAP);
        }
      }
    }
  }

  private void send(Connection connection, PreparedStatement notify, List<String> channels)
      throws SQLException {
    try {
      notify.setArray(1, connection.createArrayOf("text", channels.toArray()));
      notify.execute();
    } catch (SQLException e) {
      channels.forEach(this::hint);
      throw e;
    }
  }

  private List<String> take(Round round) throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty() && !round.isStopped()) {
        asked.await();
      }
      List<String> channels = List.copyOf(pending);
      pending.clear();
      return channels;
    } finally {
      lock.unlock();
    }
  }
}
