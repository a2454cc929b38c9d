package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The database seen from outside while a server of it is killed. */
final class CrashRows implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private static final String FRAME =
      """
      select
        (select count(*) from lenses.workflow_runs where completed_at is not null),
        (select count(*) from engine.run_queue
          where lease_until > clock_timestamp() and owner = (select id from bench_victim)),
        (select count(*) from engine.run_queue
          where lease_until > clock_timestamp() and owner <> (select id from bench_victim)),
        (select count(distinct run_id) from lenses.workflow_run_events where type = 'run.recovered'),
        (select count(*) from lenses.workflow_node_results where completed_at is not null)
      """;

  private static final String OUTCOMES =
      """
      create temporary table bench_ended as
      select run_id, node_id, iteration, status, output_data, attempts, completed_at
      from lenses.workflow_node_results where completed_at is not null
      """;

  private static final String FIGURES =
      """
      with again as (
        select e.status is distinct from n.status or e.output_data is distinct from n.output_data as other,
          e.attempts <> n.attempts or e.completed_at is distinct from n.completed_at as redone
        from bench_ended e left join lenses.workflow_node_results n using (run_id, node_id, iteration)
      ), twice as (
        select from lenses.workflow_run_events where type = 'node.completed'
        group by run_id, node_id, payload ->> 'iteration' having count(*) > 1
      ), recovered as (
        select min(extract(epoch from v.occurred_at - b.killed_at)) as after
        from lenses.workflow_run_events v, bench_victim b where v.type = 'run.recovered' group by v.run_id
      )
      select
        (select count(*) from lenses.workflow_runs where status <> 'completed') as runs_not_completed,
        (select count(*) from bench_ended) as outcomes_before,
        (select count(*) from again where other) as outcomes_lost,
        (select count(*) from again where redone) + (select count(*) from twice) as outcomes_doubled,
        (select count(*) from recovered) as runs_taken_over,
        (select percentile_cont(0.5) within group (order by after) from recovered) as taken_over_p50_s,
        (select percentile_cont(0.99) within group (order by after) from recovered) as taken_over_p99_s
      """;

  private final Connection connection;

  CrashRows(ServerUrl admin) throws SQLException {
    this.connection = DriverManager.getConnection(admin.jdbc(), admin.login());
  }

  /**
   * How things stand at one moment.
   *
   * @param over runs that have ended
   * @param first runs under a live lease of the server that is killed
   * @param second runs under a live lease of another one
   * @param takenOver runs that were taken over so far
   * @param outcomes nodes that have ended
   */
  record Frame(long over, long first, long second, long takenOver, long outcomes) {}

  Frame frame() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FRAME)) {
      row.next();
      return new Frame(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  /** Waits for a server to appear and remembers it as the one that will be killed. */
  void firstServerIsTheVictim() throws SQLException {
    awaitServers(1);
    run(
        "create temporary table bench_victim as select id, null::timestamptz as killed_at from engine.nodes");
  }

  void awaitServers(int count) throws SQLException {
    try (PreparedStatement servers =
        connection.prepareStatement("select count(*) from engine.nodes")) {
      long start = System.nanoTime();
      while (number(servers) < count) {
        pause(start);
      }
    }
  }

  /** Looks until a frame is as wanted; each look is told to those who watch. */
  Frame await(Predicate<Frame> wanted, Predicate<Frame> told) throws SQLException {
    long start = System.nanoTime();
    Frame frame = frame();
    while (told.test(frame) && !wanted.test(frame)) {
      pause(start);
      frame = frame();
    }
    return frame;
  }

  /** Notes the time and every outcome that there is, right after the kill. */
  void killed() throws SQLException {
    run("update bench_victim set killed_at = clock_timestamp()");
    run(OUTCOMES);
  }

  /** What came of it, once all runs are over. */
  Map<String, Double> figures() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FIGURES)) {
      row.next();
      Map<String, Double> figures = new LinkedHashMap<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        figures.put(row.getMetaData().getColumnLabel(i), row.getDouble(i));
      }
      return figures;
    }
  }

  /** Why runs ended in another way than by completing, each reason once. */
  List<String> failures() throws SQLException {
    List<String> failures = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select distinct status || ': ' || coalesce(error ->> 'message', error::text, 'no reason') from lenses.workflow_runs where status <> 'completed'")) {
      while (row.next()) {
        failures.add(row.getString(1));
      }
    }
    return failures;
  }

  private static long number(PreparedStatement question) throws SQLException {
    try (ResultSet row = question.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause(long start) {
    if (System.nanoTime() - start > LONGEST.toNanos()) {
      throw new IllegalStateException("it has not come to that within " + LONGEST);
    }
    LockSupport.parkNanos(LOOK_EVERY_NANOS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
