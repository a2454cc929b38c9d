package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Applies the code files that are new or changed and remembers their checksums in {@code
 * migration.code}.
 *
 * <p>An empty database gets all of them in one transaction and one round trip. In a database in use
 * each file has a transaction of its own, so that no two tables are locked together.
 */
final class CodeRunner {

  /** Migrators wait for each other here: the key is this table's name, hashed. */
  private static final String LOCK =
      "select pg_advisory_lock(hashtextextended('migration.code', 0))";

  private static final String UNLOCK =
      "select pg_advisory_unlock(hashtextextended('migration.code', 0))";

  private static final String TABLE =
      """
      create table if not exists migration.code (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())
      """;

  /** Objects belong to the owner role, whoever migrates; bodies may name what comes later. */
  private static final String AS_OWNER =
      """
      set local role clens_owner;
      set local check_function_bodies = off;
      set local search_path = public;
      """;

  private final Connection connection;

  /** A runner on a connection in auto-commit mode that sends a whole script as one message. */
  CodeRunner(Connection connection) {
    this.connection = connection;
  }

  /**
   * Applies what is not yet there as it stands in the files.
   *
   * @return how many files were applied
   */
  int apply(List<CodeFile> files) throws SQLException {
    execute(LOCK);
    try {
      execute(TABLE);
      Map<String, String> applied = applied();
      List<CodeFile> changed =
          files.stream().filter(f -> !f.checksum().equals(applied.get(f.name()))).toList();
      if (applied.isEmpty()) {
        applyTogether(changed);
      } else {
        for (CodeFile file : changed) {
          applyTogether(List.of(file));
        }
      }
      return changed.size();
    } finally {
      execute(UNLOCK);
    }
  }

  /** Whether a file was applied as it is now; false in a database that has no book-keeping yet. */
  boolean knows(CodeFile file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery("select to_regclass('migration.code') is not null")) {
      table.next();
      return table.getBoolean(1) && file.checksum().equals(applied().get(file.name()));
    }
  }

  /** Has views made again: one that lists all columns of a table knows those it had then. */
  void forgetViews() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery("select to_regclass('migration.code') is not null")) {
      table.next();
      if (table.getBoolean(1)) {
        execute("delete from migration.code where name like 'R\\_\\_view.%'");
      }
    }
  }

  /** Notes that a file was applied by other means. */
  void note(CodeFile file) throws SQLException {
    execute(remember(List.of(file)));
  }

  private Map<String, String> applied() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name, checksum from migration.code")) {
      Map<String, String> applied = new HashMap<>();
      while (rows.next()) {
        applied.put(rows.getString(1), rows.getString(2));
      }
      return applied;
    }
  }

  private void applyTogether(List<CodeFile> files) throws SQLException {
    try {
      String texts = files.stream().map(CodeFile::text).collect(Collectors.joining("\n;\n"));
      execute("begin;\n" + AS_OWNER + texts + "\n;\nreset role;\n" + remember(files) + "commit");
    } catch (SQLException e) {
      execute("rollback");
      throw files.size() == 1 ? named(files.getFirst(), e) : culprit(files, e);
    }
  }

  private static String remember(List<CodeFile> files) {
    return files.stream()
        .map(f -> "('" + f.name() + "', '" + f.checksum() + "')")
        .collect(
            Collectors.joining(
                ", ",
                "insert into migration.code (name, checksum) values ",
                " on conflict (name) do update set checksum = excluded.checksum, applied_at = now();\n"));
  }

  /** Tries the files one by one, in vain, to say which of them failed. */
  private SQLException culprit(List<CodeFile> files, SQLException failure) throws SQLException {
    execute("begin;\n" + AS_OWNER);
    try {
      for (CodeFile file : files) {
        try {
          execute(file.text());
        } catch (SQLException e) {
          return named(file, e);
        }
      }
    } finally {
      execute("rollback");
    }
    return failure;
  }

  private static SQLException named(CodeFile file, SQLException e) {
    return new SQLException(file.name() + ": " + e.getMessage(), e.getSQLState(), e);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
