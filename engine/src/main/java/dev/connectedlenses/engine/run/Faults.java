package dev.connectedlenses.engine.run;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed transaction says about trying it again. */
enum Faults {
  /** Two transactions were in each other's way; the same one may pass now. */
  CONFLICT,
  /** The server, the way to it or its resources are gone; whether a commit came through is open. */
  OUTAGE,
  /** The statement or its data are at fault; trying again fails again. */
  DATA;

  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "57014");

  /** Classes and codes after which nothing is known about the connection's last commit. */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "XX");

  static Faults of(Throwable thrown) {
    SQLException cause = sql(thrown);
    if (cause == null) {
      return DATA;
    }
    String state = cause.getSQLState();
    if (state == null || cause instanceof SQLTransientConnectionException) {
      return OUTAGE;
    }
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    return OUTAGES.contains(state.substring(0, 2)) || state.startsWith("25P") ? OUTAGE : DATA;
  }

  private static @Nullable SQLException sql(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
