package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.SqlStates;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the database refused into what the client is told. */
final class DatabaseErrors {

  private DatabaseErrors() {}

  /** The answer to a failed statement of this role. */
  static ApiError of(SQLException failure, SqlStates states, boolean anonymous) {
    ServerErrorMessage server =
        failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
    if (server == null) {
      String state = String.valueOf(failure.getSQLState());
      boolean ours = failure instanceof PSQLException && !state.startsWith("08");
      return ours
          ? states.error(
              new SqlStates.Raised(state, "" + failure.getMessage(), null, null), anonymous)
          : lost(failure);
    }
    String message = server.getMessage() == null ? "" : server.getMessage();
    ApiError guarded = Guard.complaint(message);
    if (guarded != null) {
      return guarded;
    }
    String state = server.getSQLState() == null ? "XX000" : server.getSQLState();
    return states.error(
        new SqlStates.Raised(state, message, server.getDetail(), server.getHint()), anonymous);
  }

  private static ApiError lost(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException
        && String.valueOf(failure.getMessage()).contains("request timed out")) {
      return ApiError.of(Code.PGRST003, "Timed out acquiring connection from connection pool.")
          .header("Retry-After", "1");
    }
    return ApiError.of(Code.PGRST001, "Database client error. Retrying the connection.")
        .header("Retry-After", "1");
  }
}
