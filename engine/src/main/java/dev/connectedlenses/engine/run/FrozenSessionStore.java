package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends database sessions of engines that stopped in the middle of a transaction.
 *
 * <p>A process that is stopped between two messages of a transaction (SIGSTOP, a paused machine)
 * keeps its row locks, and sweeps pass over rows that are locked. The server's {@code
 * idle_in_transaction_session_timeout} does not help: it runs only in sessions that have had their
 * answer, not in those that wait for the rest of a batch. So when a lease has long expired and the
 * row is still there, sessions of the same login that have waited for their client for longer than
 * a lease are ended. If their process lives after all, its journal takes that as an outage and
 * writes again, behind the fence.
 */
final class FrozenSessionStore {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenSessionStore.class);

  private static final String END =
      """
      select count(pg_terminate_backend(a.pid))
      from pg_stat_activity a
      where exists (
          select from engine.run_queue q
          where q.claim_id is not null
            and q.lease_until < (select clock_timestamp()) - :lease / 2 * interval '1 millisecond')
        and a.usename = session_user
        and a.datname = current_database()
        and a.pid <> pg_backend_pid()
        and a.wait_event = 'ClientRead'
        and a.xact_start < clock_timestamp() - :lease * interval '1 millisecond'
      """;

  private final Database database;
  private final Duration lease;

  FrozenSessionStore(Database database, Duration lease) {
    this.database = database;
    this.lease = lease;
  }

  /** Ends the sessions that keep an expired lease locked; gives their number. */
  int end() {
    int ended =
        database.asEngine(handle ->
            handle.createQuery(END).bind("lease", lease.toMillis()).mapTo(Integer.class).one());
    if (ended > 0) {
      LOG.warn("ended {} database sessions of a process that has stopped", ended);
    }
    return ended;
  }
}
