package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads events in the caller's identity, so that row security decides who sees them. */
final class RunEventStore {

  /** The most events and the most payload bytes of one page; a page holds at least one event. */
  static final int PAGE_EVENTS = 256;

  private static final int PAGE_BYTES = 1024 * 1024;

  /** One row per event after the given one, or one row without an event; none: no such run here. */
  private static final String PAGE =
      """
      with run as (
        select r.id, r.workflow_id, r.last_event_id,
          r.status in ('completed', 'failed', 'cancelled', 'timed_out') as ended
        from lenses.workflow_runs r
        where r.id = ?
      ),
      next as (
        select e.event_id, e.type, e.node_id, e.occurred_at, e.payload,
          sum(octet_length(e.payload::text)) over (order by e.event_id) as bytes,
          row_number() over (order by e.event_id) as position
        from (
          select * from lenses.workflow_run_events
          where run_id = ? and event_id > ?
          order by event_id
          limit ?
        ) e
      )
      select run.last_event_id, run.ended, next.event_id, next.type,
        jsonb_build_object(
          'eventId', next.event_id, 'sequence', next.event_id, 'type', next.type,
          'runId', run.id, 'workflowId', run.workflow_id, 'timestamp', next.occurred_at,
          'correlation', jsonb_strip_nulls(jsonb_build_object(
            'traceId', replace(run.id::text, '-', ''),
            'parentEventId', next.payload -> 'parentEventId',
            'attempt', next.payload -> 'attempt')),
          'payload', next.payload)
        || case when next.node_id is null then '{}'
             else jsonb_build_object('nodeId', next.node_id) end as envelope
      from run
      left join next on next.bytes <= ? or next.position = 1
      order by next.event_id
      """;

  private static final String NEWEST =
      """
      select r.id, r.last_event_id
      from lenses.workflow_runs r
      where r.id = any (?)
      """;

  /** One event in its envelope, which is a line of JSON. */
  record StoredEvent(long id, String type, String envelope) {

    boolean endsTheRun() {
      return switch (type) {
        case "run.completed", "run.failed", "run.cancelled", "run.timed_out" -> true;
        default -> false;
      };
    }
  }

  /**
   * What a reader gets at once: the newest event's number (-1 when the reader sees no such run),
   * and the next events in order.
   */
  record Page(long newest, boolean runEnded, List<StoredEvent> events) {

    boolean visible() {
      return newest >= 0;
    }
  }

  private final Database database;

  RunEventStore(Database database) {
    this.database = database;
  }

  /** The events after this one. */
  Page after(Identity identity, UUID run, long event) throws SQLException {
    UserSettings settings =
        UserSettings.of(identity)
            .with("transaction_read_only", "on")
            .with("search_path", "pg_catalog");
    return database.asUser(
        settings,
        PAGE,
        (statement, first) -> {
          statement.setObject(first, run);
          statement.setObject(first + 1, run);
          statement.setLong(first + 2, event);
          statement.setInt(first + 3, PAGE_EVENTS);
          statement.setInt(first + 4, PAGE_BYTES);
        },
        RunEventStore::page);
  }

  private static Page page(ResultSet rows) throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    long newest = -1;
    boolean ended = false;
    while (rows.next()) {
      newest = rows.getLong("last_event_id");
      ended = rows.getBoolean("ended");
      long id = rows.getLong("event_id");
      if (!rows.wasNull()) {
        events.add(new StoredEvent(id, rows.getString("type"), rows.getString("envelope")));
      }
    }
    return new Page(newest, ended, events);
  }

  /** The number of the newest event of each of these runs. */
  Map<UUID, Long> newest(Collection<UUID> runs) {
    return database.asEngine(handle -> {
      Map<UUID, Long> numbers = new HashMap<>();
      handle
          .createQuery(NEWEST)
          .bindArray(0, UUID.class, runs.toArray())
          .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
          .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
      return numbers;
    });
  }
}
