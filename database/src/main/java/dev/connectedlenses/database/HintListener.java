package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for hints and calls those who asked for them. */
final class HintListener extends Link {

  private static final Logger LOG = LoggerFactory.getLogger(HintListener.class);

  /** How long a new channel may have to wait until it is listened to. */
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  /** A listening connection is otherwise silent, so a dead one is found by asking. */
  private static final int ROUNDS_BETWEEN_QUESTIONS = 25;

  private final Map<String, List<Entry>> listeners = new ConcurrentHashMap<>();

  /** One subscription; the same listener may be subscribed twice. */
  private static final class Entry {
    private final Runnable listener;

    Entry(Runnable listener) {
      this.listener = listener;
    }
  }

  HintListener(ServerUrl url) {
    super("clens-listen", url);
  }

  Notifications.Subscription add(String channel, Runnable listener) {
    Entry own = new Entry(listener);
    listeners.computeIfAbsent(channel, c -> new CopyOnWriteArrayList<>()).add(own);
    return () -> listeners.getOrDefault(channel, List.of()).remove(own);
  }

  @Override
  void wake() {
    // the thread waits for the server only, and the cut of its connection ends that
  }

  @Override
  void work(Connection connection, Round round) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 10_000);
    Set<String> heard = new HashSet<>();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    for (int turn = 1; !round.isStopped(); turn++) {
      Set<String> fresh = listenToNew(connection, heard);
      if (turn % ROUNDS_BETWEEN_QUESTIONS == 0 && !connection.isValid(5)) {
        throw new SQLException("the listening connection is dead");
      }
      PGNotification[] arrived = postgres.getNotifications((int) LOOK_UP.toMillis());
      fresh.addAll(names(arrived));
      fresh.forEach(this::call);
    }
  }

  /** The channels listened to from now on; hints before now may have been missed. */
  private Set<String> listenToNew(Connection connection, Set<String> heard) throws SQLException {
    Set<String> fresh = new HashSet<>(listeners.keySet());
    fresh.removeAll(heard);
    try (Statement statement = connection.createStatement()) {
      for (String channel : fresh) {
        statement.execute("listen " + channel);
      }
    }
    heard.addAll(fresh);
    return fresh;
  }

  private static Set<String> names(PGNotification @Nullable [] arrived) {
    Set<String> names = new HashSet<>();
    if (arrived != null) {
      for (PGNotification notification : arrived) {
        names.add(notification.getName());
      }
    }
    return names;
  }

  private void call(String channel) {
    for (Entry entry : listeners.getOrDefault(channel, List.of())) {
      try {
        entry.listener.run();
      } catch (RuntimeException e) {
        LOG.error("a listener on {} failed", channel, e);
      }
    }
  }
}
