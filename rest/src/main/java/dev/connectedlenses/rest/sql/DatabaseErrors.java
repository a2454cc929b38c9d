package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.SqlStates;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the database refused into what the client is told. */
final class DatabaseErrors {

  /** The server is about to end, or to begin. */
  private static final Set<String> ENDING = Set.of("57P01", "57P02", "57P03");

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

  /** Whether a failure may mean that the database is away. */
  static boolean isLoss(SQLException failure) {
    if (isLate(failure)) {
      return failure.getCause() != null;
    }
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || ENDING.contains(state);
  }

  private static boolean isLate(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
        && String.valueOf(failure.getMessage()).contains("request timed out");
  }

  /** The pool's own failures: none was free, none could be made, or one broke. */
  private static ApiError lost(SQLException failure) {
    Code code = Code.PGRST001;
    String message = "Database client error. Retrying the connection.";
    if (isLate(failure)) {
      boolean none = isLoss(failure);
      code = none ? Code.PGRST000 : Code.PGRST003;
      message =
          none
              ? "Database connection error. Retrying the connection."
              : "Timed out acquiring connection from connection pool.";
    }
    return ApiError.of(code, message).header("Retry-After", "1");
  }
}
