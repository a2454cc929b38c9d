package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.engine.schedule.Scheduler;

/**
 * What fires schedules. Under either clock the servers work out instants ahead; under pg_cron a job
 * in the database fires them, also while no server runs.
 */
final class Clocks {
  private Clocks() {}

  /** Starts the scheduler where the process's roles ask for it. */
  static void add(Config config, ServerUrl admin, Database database, Runnable wake, Closing parts) {
    if (config.roles().contains(Role.SCHEDULER)) {
      boolean dispatches = set(config.clock(), admin);
      parts.add(new Scheduler(database, Scheduler.Settings.of(dispatches, wake)).start());
    }
  }

  /** Makes this clock the one that fires; whether that is the server's own. */
  static boolean set(Config.Clock clock, ServerUrl admin) {
    return switch (clock) {
      case EMBEDDED -> {
        PgCron.removeJob(admin);
        yield true;
      }
      case PG_CRON -> {
        PgCron.installJob(admin);
        yield false;
      }
    };
  }
}
