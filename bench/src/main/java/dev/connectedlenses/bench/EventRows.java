package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Writes events of runs that no engine moves, in the way the engine does: number and row in one
 * transaction, past the guards of what is over. For one thread.
 */
final class EventRows implements AutoCloseable {
  private static final String APPEND =
      """
      with number as (
        update lenses.workflow_runs set last_event_id = last_event_id + ? where id = ?
        returning id, last_event_id
      )
      insert into lenses.workflow_run_events (run_id, event_id, type, payload)
      select id, last_event_id - n, ?, ?::jsonb
      from number, generate_series(0, ? - 1) n
      """;

  private final Connection connection;
  private final PreparedStatement append;

  EventRows(ServerUrl admin) throws SQLException {
    connection = DriverManager.getConnection(admin.jdbc(), admin.login());
    try (Statement settings = connection.createStatement()) {
      settings.execute("set session_replication_role = replica");
    }
    append = connection.prepareStatement(APPEND);
  }

  /** Appends so many events of one kind in one transaction. */
  void append(UUID run, String type, String payload, int events) throws SQLException {
    append.setInt(1, events);
    append.setObject(2, run);
    append.setString(3, type);
    append.setString(4, payload);
    append.setInt(5, events);
    append.execute();
  }

  /** Makes what was written as quick to read as it is after a while. */
  void settle() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze lenses.workflow_run_events");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
