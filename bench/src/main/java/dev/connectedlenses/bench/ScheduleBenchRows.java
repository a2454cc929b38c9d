package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of a benchmark in the database, seen from outside the nodes: a firing counts from
 * the moment at which another session can see it.
 */
final class ScheduleBenchRows implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(40).toNanos();

  private static final String FIRED =
      """
      select f.id, extract(epoch from clock_timestamp() - f.instant) * 1000 as late
      from lenses.schedule_firings f
      where f.created_at >= greatest(?::timestamptz, clock_timestamp() - interval '10 seconds') and f.run_id is not null
      """;

  private final Connection connection;
  private String since = "-infinity";

  ScheduleBenchRows(ServerUrl admin) throws SQLException {
    this.connection = DriverManager.getConnection(admin.jdbc(), admin.login());
  }

  /** Makes schedules of every minute that ask nobody; a server has to work their instants out. */
  void make(UUID workflow, String inputs, int count) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into lenses.workflow_schedules (workflow_id, cron_expr, approval_policy, inputs_template)
            select ?, '0 0 1 1 *', '{"requiresApproval": false}', ?::jsonb from generate_series(1, ?)
            """)) {
      statement.setObject(1, workflow);
      statement.setString(2, inputs);
      statement.setInt(3, count);
      statement.executeUpdate();
    }
    run("analyze lenses.workflow_schedules");
  }

  /** Waits until every schedule has its instants; the seconds that it took. */
  double awaitPlanned() throws SQLException {
    long start = System.nanoTime();
    while (number(
            "select count(*) from lenses.workflow_schedules where next_run_at is null or cardinality(upcoming) < 16")
        > 0) {
      pause(start);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** All are due at one instant, in two seconds. */
  void dueAtOnce() throws SQLException {
    due("date_trunc('second', clock_timestamp()) + interval '2 seconds'");
  }

  /** Each is due at an instant of its own, within so many seconds from in two seconds on. */
  void dueWithin(long seconds) throws SQLException {
    due(
        "clock_timestamp() + interval '2 seconds' + random() * interval '%d seconds'"
            .formatted(seconds));
  }

  private void due(String instant) throws SQLException {
    since = String.valueOf(text("select clock_timestamp()::text"));
    run(
        "update lenses.workflow_schedules s set next_run_at = x.at, retry_at = null from (select id, "
            + (instant.startsWith("date_trunc") ? "(select " + instant + ")" : instant)
            + " as at from lenses.workflow_schedules) x where x.id = s.id");
  }

  /**
   * Waits until so many have fired; how late each was when it could be seen.
   *
   * @param midway done once, when the first of them are seen
   */
  Timings awaitFired(int count, Runnable midway) throws SQLException {
    long start = System.nanoTime();
    Map<UUID, Long> seen = new HashMap<>();
    boolean reached = false;
    try (PreparedStatement statement = connection.prepareStatement(FIRED)) {
      statement.setString(1, since);
      while (seen.size() < count) {
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            seen.putIfAbsent(rows.getObject(1, UUID.class), (long) (rows.getDouble(2) * 1e6));
          }
        }
        if (!reached && !seen.isEmpty()) {
          reached = true;
          midway.run();
        }
        pause(start);
      }
    }
    return new Timings(List.copyOf(seen.values()));
  }

  /** Instants of this round with more than one run. */
  double twice() throws SQLException {
    return number(
        "select count(*) - count(distinct (r.schedule_id, r.scheduled_for)) from lenses.workflow_runs r where r.created_at >= '"
            + since
            + "'");
  }

  /** Schedules without exactly one run of this round. */
  double missing() throws SQLException {
    return number(
        "select count(*) from lenses.workflow_schedules s where 1 <> (select count(*) from lenses.workflow_runs r where r.schedule_id = s.id and r.created_at >= '"
            + since
            + "')");
  }

  /** Takes away what this series left, so that the next one begins alike. */
  void forget() throws SQLException {
    run("delete from engine.run_queue");
    run("delete from lenses.schedule_firings");
    run("delete from lenses.workflow_runs");
    run(
        "update lenses.workflow_schedules set next_run_at = null, upcoming = '{}', decided_until = null, last_run_id = null");
    run(
        "vacuum analyze lenses.workflow_schedules, lenses.schedule_firings, lenses.workflow_runs, engine.run_queue");
  }

  private static void pause(long start) {
    if (System.nanoTime() - start > LONGEST.toNanos()) {
      throw new IllegalStateException("not done within " + LONGEST);
    }
    LockSupport.parkNanos(LOOK_EVERY_NANOS);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private double number(String sql) throws SQLException {
    return Double.parseDouble(String.valueOf(text(sql)));
  }

  private @Nullable String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
