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

  private static final String NEWEST =
      """
      select r.id, r.last_event_id from lenses.workflow_runs r where r.id = any (:runs)
      union all
      select r.id, r.last_event_id from agents.team_runs r where r.id = any (:runs)
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

  private static UserSettings reading(Identity identity) {
    return UserSettings.of(identity)
        .with("transaction_read_only", "on")
        .with("search_path", "pg_catalog");
  }

  /** The events after this one. */
  Page after(Identity identity, EventLog log, UUID run, long event) throws SQLException {
    return database.asUser(
        reading(identity),
        log.page(),
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
          .bindArray("runs", UUID.class, runs.toArray())
          .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
          .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
      return numbers;
    });
  }
}
