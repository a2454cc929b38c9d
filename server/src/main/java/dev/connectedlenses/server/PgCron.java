package dev.connectedlenses.server;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job in the database that fires schedules where the extension pg_cron is the clock. */
final class PgCron {
  private static final Logger LOG = LoggerFactory.getLogger(PgCron.class);
  private static final String JOB = "clens-dispatch";

  /** Servers that start together install the extension one after the other. */
  private static final String ONE_AT_A_TIME =
      "select pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended('clens pg_cron', 0))";

  private static final String EXTENSION = "create extension if not exists pg_cron";

  private static final String SCHEDULE =
      "select cron.schedule('" + JOB + "', '* * * * *', 'select lenses.dispatch_due(10000)')";

  private static final String UNSCHEDULE =
      "select cron.unschedule(j.jobid) from cron.job j where j.jobname = '" + JOB + "'";

  private static final String INSTALLED =
      "select exists (select from pg_catalog.pg_extension where extname = 'pg_cron')";

  private static final String NEEDS_A_LOGIN =
      "select pg_catalog.current_setting('cron.use_background_workers', true) is distinct from 'on'";

  private PgCron() {}

  static void installJob(ServerUrl admin) {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement()) {
      statement.execute(ONE_AT_A_TIME);
      statement.execute(EXTENSION);
      statement.execute(SCHEDULE);
      if (holds(statement, NEEDS_A_LOGIN)) {
        LOG.warn(
            "pg_cron opens a connection of its own for each job; set cron.use_background_workers ="
                + " on, or let \"{}\" in from this machine without a password",
            admin.user());
      }
    } catch (SQLException e) {
      throw new StartRefusedException(
          "pg_cron cannot be used: "
              + said(e)
              + "; install it, add it to shared_preload_libraries and name this database in"
              + " cron.database_name, or set CLENS_SCHEDULER_CLOCK=embedded");
    }
  }

  /**
   * A job of an earlier start would fire as well: without harm, but against the setting. One that
   * cannot be removed, because its library is not loaded, does not fire either.
   */
  static void removeJob(ServerUrl admin) {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement()) {
      if (holds(statement, INSTALLED)) {
        statement.execute(UNSCHEDULE);
      }
    } catch (SQLException e) {
      LOG.warn("the job \"{}\" of pg_cron was not removed: {}", JOB, said(e));
    }
  }

  private static boolean holds(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** What PostgreSQL says, in one line. */
  private static String said(SQLException failure) {
    String message =
        failure instanceof PSQLException sql && sql.getServerErrorMessage() != null
            ? sql.getServerErrorMessage().getMessage()
            : failure.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("it did not say why");
  }

  private static Connection connect(ServerUrl admin) throws SQLException {
    return DriverManager.getConnection(admin.jdbc(), admin.login());
  }
}
