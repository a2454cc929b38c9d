package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries of many runs in one transaction.
 *
 * <p>{@link #FENCE} comes first: it finds the queue rows that still carry the entry's claim id and
 * the number of the entry before, locks or removes them, and moves the run's own columns, the
 * counter of event ids among them. An entry whose run it does not return is lost and writes nothing
 * more; the others go on and write their rows ({@link JournalRows}). The row locks are held to the
 * end of the transaction, so nobody can claim a run between the fence and the rows behind it. They
 * are taken in the order of run ids, as renewals take them, so the two cannot wait for each other.
 */
final class JournalStore {

  private static final String FENCE =
      """
      with entry as (
        select *
        from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[]::uuid[], ?::text[],
          ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
          as e (run_id, claim_id, number, ending, wake_ms, status, active_node_id, error,
            input_tokens, output_tokens, credits, events, begun)
      ),
      ours as (
        select e.*
        from entry e
        join engine.run_queue q on q.run_id = e.run_id and q.claim_id = e.claim_id and q.entry = e.number - 1
        order by q.run_id
        for no key update of q
      ),
      kept as (
        update engine.run_queue q
        set entry = o.number
        from ours o
        where o.ending = 'keep' and q.run_id = o.run_id
      ),
      parked as (
        update engine.run_queue q
        set entry = o.number, owner = null, claim_id = null, lease_until = null,
          attempt = case when o.wake_ms = 0 then greatest(q.attempt - 1, 0) else 0 end,
          available_at = least(q.available_at, case
            when q.cancel_asked then now()
            when o.wake_ms is null then 'infinity'
            else now() + o.wake_ms * interval '1 millisecond' end)
        from ours o
        where o.ending = 'park' and q.run_id = o.run_id
      ),
      finished as (
        delete from engine.run_queue q
        using ours o
        where o.ending = 'finish' and q.run_id = o.run_id
      )
      update lenses.workflow_runs r
      set status = coalesce(o.status, r.status),
        active_node_id = case when o.status is null then r.active_node_id else o.active_node_id end,
        error = coalesce(o.error::jsonb, r.error),
        input_tokens = r.input_tokens + o.input_tokens,
        output_tokens = r.output_tokens + o.output_tokens,
        spent_credits = r.spent_credits + o.credits::numeric,
        last_event_id = r.last_event_id + o.events,
        started_at = coalesce(r.started_at, greatest(r.created_at, now() - o.begun * interval '1 microsecond')),
        completed_at = case when o.ending = 'finish' then clock_timestamp() end
      from ours o
      where r.id = o.run_id
      returning r.id, r.last_event_id
      """;

  /** Queue rows in the order in which everybody locks them, before the fence locks some of them. */
  private static final String LOCK =
      "select from engine.run_queue q where q.run_id = any (?::text[]::uuid[]) order by q.run_id for no key update";

  /** Behind the rows, the steps of team runs come to where their nodes are. */
  private static final String STEPS = "select agents.follow_steps(?::text[]::uuid[])";

  private static final String COMMITTED =
      """
      select q.run_id
      from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::bigint[]) as e (run_id, claim_id, number)
      join engine.run_queue q on q.run_id = e.run_id and q.claim_id = e.claim_id and q.entry = e.number
      """;

  private final Database database;

  JournalStore(Database database) {
    this.database = database;
  }

  /**
   * Commits what is still ours of a batch; no two entries may be of one run.
   *
   * @param now the monotonic clock's reading that counts as the transaction's time
   * @return the runs whose entries were written
   */
  Set<UUID> commit(List<Entry> batch, long now) throws SQLException {
    Failpoint.ENTRY_BEFORE.pass();
    Set<UUID> written =
        database.asEngine(handle -> {
          Connection connection = handle.getConnection();
          lockParents(connection, batch);
          Map<UUID, Long> lastEvents = fence(connection, batch, now);
          Failpoint.ENTRY_FENCED.pass();
          List<Entry> kept = new ArrayList<>(batch.size());
          for (Entry entry : batch) {
            if (lastEvents.containsKey(entry.runId())) {
              kept.add(entry);
            }
          }
          new JournalRows(connection, now).write(kept, lastEvents);
          followSteps(connection, kept);
          Failpoint.ENTRY_UNCOMMITTED.pass();
          return lastEvents.keySet();
        });
    Failpoint.ENTRY_COMMITTED.pass();
    return written;
  }

  /** A run that ends wakes its parent, whose row then has to be locked in its place. */
  private static void lockParents(Connection connection, List<Entry> batch) throws SQLException {
    Set<String> runs = parents(batch);
    if (runs.isEmpty()) {
      return;
    }
    batch.forEach(entry -> runs.add(entry.runId().toString()));
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", runs.toArray(String[]::new)));
      statement.execute();
    }
  }

  private static Set<String> parents(List<Entry> batch) {
    Set<String> runs = new HashSet<>();
    for (Entry entry : batch) {
      Claim.Parent parent = entry.rows().kin().parent();
      if (parent != null) {
        runs.add(parent.runId().toString());
      }
    }
    return runs;
  }

  private static void followSteps(Connection connection, List<Entry> kept) throws SQLException {
    String[] runs =
        kept.stream()
            .filter(entry -> entry.rows().teamed())
            .map(entry -> entry.runId().toString())
            .toArray(String[]::new);
    if (runs.length > 0) {
      try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
        statement.setArray(1, connection.createArrayOf("text", runs));
        statement.execute();
      }
    }
  }

  /** Which entries of a batch whose commit was not answered had been written all the same. */
  Set<UUID> committed(List<Entry> batch) throws SQLException {
    Failpoint.ENTRY_READ_BACK.pass();
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(COMMITTED)) {
        new Columns<>(statement, 1, batch)
            .text(entry -> entry.runId().toString())
            .text(entry -> entry.claimId().toString())
            .number(Entry::number);
        return QueueStore.ids(statement);
      }
    });
  }

  private static Map<UUID, Long> fence(Connection connection, List<Entry> batch, long now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FENCE)) {
      new Columns<>(statement, 1, batch)
          .text(entry -> entry.runId().toString())
          .text(entry -> entry.claimId().toString())
          .number(Entry::number)
          .text(entry -> ending(entry.ending()))
          .number(entry -> entry.ending() instanceof Entry.Ending.Park(Long ms) ? ms : null)
          .text(entry -> entry.run() == null ? null : entry.run().status())
          .text(entry -> text(entry.run() == null ? null : entry.run().activeNodeId()))
          .text(entry -> entry.run() == null ? null : entry.run().error())
          .number(entry -> entry.spend().inputTokens())
          .number(entry -> entry.spend().outputTokens())
          .text(entry -> entry.spend().credits().toPlainString())
          .number(entry -> (long) entry.rows().events().size())
          .number(entry -> begun(entry, now));
      Map<UUID, Long> lastEvents = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lastEvents.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
      return lastEvents;
    }
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /**
   * Microseconds since an entry's first event; a run of pure nodes begins and ends in one entry.
   */
  private static @Nullable Long begun(Entry entry, long now) {
    List<Entry.EventRow> events = entry.rows().events();
    return events.isEmpty() ? null : JournalRows.age(now, events.getFirst().at());
  }

  private static String ending(Entry.Ending ending) {
    return switch (ending) {
      case Entry.Ending.Keep _ -> "keep";
      case Entry.Ending.Park _ -> "park";
      case Entry.Ending.Finish _ -> "finish";
    };
  }
}
