package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.Binder;
import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.ResultReader;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Response;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tables of accounts, asked as the one role that may read and write them. */
final class AuthDatabase {

  private static final UserSettings GATEWAY =
      UserSettings.of(new Identity("gateway_auth", "{}", null));
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;

  AuthDatabase(Database database) {
    this.database = database;
  }

  /** What an address that somebody else has makes of a change. */
  static final class TakenException extends Exception {
    private static final long serialVersionUID = 1L;

    TakenException(SQLException cause) {
      super("taken", cause);
    }
  }

  <T> T ask(String sql, Binder binder, ResultReader<T> reader) {
    try {
      return database.asUser(GATEWAY, sql, binder, reader);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** As {@link #ask}, for a change that two may want to make. */
  <T> T offer(String sql, Binder binder, ResultReader<T> reader) throws TakenException {
    try {
      return database.asUser(GATEWAY, sql, binder, reader);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new TakenException(e);
      }
      throw failed(e);
    }
  }

  /** Too many at once is something to wait for, not a fault. */
  private static RuntimeException failed(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return new Refusal(
          Response.error(503, "busy", "the server is busy", "try again in a moment")
              .with("Retry-After", "1"));
    }
    return new IllegalStateException("the accounts cannot be read or written", e);
  }

  /** A parameter of a definite type; see {@link Binder}. */
  static OffsetDateTime instant(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  static ObjectNode object(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
