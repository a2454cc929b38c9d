package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.engine.schedule.Scheduler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What fires schedules. Under either clock the servers work out instants ahead; under pg_cron a job
 * in the database fires them, also while no server runs.
 */
final class Clocks {
  private static final String JOB = "clens-dispatch";

  private Clocks() {}

  /** Starts the scheduler where the process's roles ask for it. */
  static void add(Config config, ServerUrl admin, Database database, Runnable wake, Closing parts) {
    if (config.roles().contains(Role.SCHEDULER)) {
      parts.add(start(config.clock(), admin, database, wake));
    }
  }

  private static Scheduler start(
      Config.Clock clock, ServerUrl admin, Database database, Runnable wake) {
    try {
      switch (clock) {
        case EMBEDDED -> removeJob(admin);
        case PG_CRON -> installJob(admin);
      }
    } catch (SQLException e) {
      throw new StartRefusedException(
          "pg_cron cannot be used: "
              + e.getMessage()
              + "; add it to shared_preload_libraries, name this database in cron.database_name, or set"
              + " CLENS_SCHEDULER_CLOCK=embedded");
    }
    boolean dispatches = clock == Config.Clock.EMBEDDED;
    return new Scheduler(database, Scheduler.Settings.of(dispatches, wake)).start();
  }

  private static void installJob(ServerUrl admin) throws SQLException {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_cron");
      statement.execute(
          "select cron.schedule('" + JOB + "', '* * * * *', 'select lenses.dispatch_due(10000)')");
    }
  }

  /** A job of an earlier start would fire as well: without harm, but against the setting. */
  private static void removeJob(ServerUrl admin) throws SQLException {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement();
        ResultSet there =
            statement.executeQuery(
                "select exists (select from pg_catalog.pg_extension where extname = 'pg_cron')")) {
      if (there.next() && there.getBoolean(1)) {
        statement.execute(
            "select cron.unschedule(j.jobid) from cron.job j where j.jobname = '" + JOB + "'");
      }
    }
  }

  private static Connection connect(ServerUrl admin) throws SQLException {
    return DriverManager.getConnection(admin.jdbc(), admin.login());
  }
}
