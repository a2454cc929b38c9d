package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with one connection of its own that it replaces, after growing pauses, whenever it
 * breaks.
 */
abstract class Link {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final String name;
  private final ServerUrl url;
  private @Nullable Round round;
  private volatile Runnable whenLost = () -> {};

  Link(String name, ServerUrl url) {
    this.name = name;
    this.url = url;
  }

  /** One life between a start and a stop. */
  static final class Round {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private @Nullable Thread thread;

    boolean isStopped() {
      return stopped.getCount() == 0;
    }

    /** Waits without work; true when the stop came. */
    boolean pause(Duration duration) throws InterruptedException {
      return stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** What to do when the connection breaks or none can be made. */
  final void whenLost(Runnable action) {
    whenLost = action;
  }

  final synchronized void start() {
    if (round == null) {
      Round fresh = new Round();
      fresh.thread = Thread.ofPlatform().daemon().name(name).start(() -> live(fresh));
      round = fresh;
    }
  }

  final void stop() {
    Round ending;
    synchronized (this) {
      ending = round;
      round = null;
    }
    if (ending != null) {
      ending.stopped.countDown();
      wake();
      cut(ending.connection);
      join(ending.thread);
    }
  }

  private static void join(@Nullable Thread thread) {
    try {
      if (thread != null && thread != Thread.currentThread()) {
        thread.join(STOP_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The thread may be inside a read, which only the end of the socket interrupts. */
  private static void cut(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("a connection was already gone", e);
    }
  }

  private void live(Round round) {
    Duration pause = FIRST_PAUSE;
    try {
      while (!round.isStopped()) {
        try (Connection connection = connect()) {
          round.connection = connection;
          LOG.debug("{} connected", name);
          pause = FIRST_PAUSE;
          work(connection, round);
        } catch (SQLException | RuntimeException e) {
          report(round, e);
          round.pause(pause);
          pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} interrupted", name);
    }
  }

  private void report(Round round, Exception e) {
    if (!round.isStopped()) {
      LOG.warn("{} lost the database and tries again: {}", name, e.getMessage());
      whenLost.run();
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = url.login();
    properties.setProperty("ApplicationName", name);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    // A hint is a transaction that changes nothing: nobody has to wait for its place in the log.
    properties.setProperty("options", "-c synchronous_commit=off");
    return DriverManager.getConnection(url.jdbc(), properties);
  }

  /** Uses the connection until it breaks or the stop comes. */
  abstract void work(Connection connection, Round round) throws SQLException, InterruptedException;

  /** Wakes a thread that waits for work rather than for the server. */
  abstract void wake();
}
