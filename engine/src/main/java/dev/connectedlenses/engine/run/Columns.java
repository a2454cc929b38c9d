package dev.connectedlenses.engine.run;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows as one array per column, the form that {@code unnest} takes. Text and numbers travel
 * in binary, which spares both sides the quoting.
 */
final class Columns<R> {
  private final PreparedStatement statement;
  private final List<R> rows;
  private int next;

  Columns(PreparedStatement statement, int first, List<R> rows) {
    this.statement = statement;
    this.rows = rows;
    this.next = first;
  }

  /** Index of the parameter after the last one bound. */
  int next() {
    return next;
  }

  Columns<R> text(Function<R, @Nullable String> column) throws SQLException {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return array("text", values);
  }

  Columns<R> id(Function<R, @Nullable UUID> column) throws SQLException {
    return text(row -> {
      UUID id = column.apply(row);
      return id == null ? null : id.toString();
    });
  }

  Columns<R> number(Function<R, @Nullable Long> column) throws SQLException {
    @Nullable Long[] values = new @Nullable Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return array("int8", values);
  }

  private Columns<R> array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
