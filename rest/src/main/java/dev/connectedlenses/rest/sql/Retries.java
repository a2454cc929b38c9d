package dev.connectedlenses.rest.sql;

import java.sql.SQLException;
import java.util.Set;

/** Runs work again that failed only because others worked at the same time, a few times at most. */
record Retries(int attempts) {

  private static final Set<String> PASSING = Set.of("40001", "40P01");

  /** Work against the database. */
  interface Work<T> {
    T run() throws SQLException;
  }

  <T> T run(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.run();
      } catch (SQLException e) {
        if (attempt >= attempts || !PASSING.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
      }
    }
  }
}
