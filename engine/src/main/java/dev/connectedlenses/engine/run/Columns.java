package dev.connectedlenses.engine.run;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows as one array per column, the form that {@code unnest} takes. Text and numbers travel
 * in binary, which spares both sides the quoting. Ids repeat a lot and are dear to parse: each
 * different one is sent once, in an array of its own, and rows say its place there.
 */
final class Columns<R> {
  private final PreparedStatement statement;
  private final List<R> rows;
  private final List<@Nullable Integer[]> places = new ArrayList<>();
  private final List<UUID[]> distinct = new ArrayList<>();
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

  /** The different ids of a column; {@link #place} refers to them by the order of these calls. */
  Columns<R> ids(Function<R, @Nullable UUID> column) throws SQLException {
    Map<UUID, Integer> known = new LinkedHashMap<>();
    @Nullable Integer[] places = new @Nullable Integer[rows.size()];
    for (int i = 0; i < places.length; i++) {
      UUID id = column.apply(rows.get(i));
      places[i] = id == null ? null : known.computeIfAbsent(id, _ -> known.size() + 1);
    }
    return send(known.keySet().toArray(UUID[]::new), places);
  }

  /** The same ids once more, for a statement that names them twice. */
  Columns<R> again(int ids) throws SQLException {
    return send(distinct.get(ids), places.get(ids));
  }

  private Columns<R> send(UUID[] ids, @Nullable Integer[] placesOfRows) throws SQLException {
    distinct.add(ids);
    places.add(placesOfRows);
    return array("uuid", ids);
  }

  /** For each row, where its id is in the array that an {@link #ids} call sent. */
  Columns<R> place(int ids) throws SQLException {
    return array("int4", places.get(ids));
  }

  Columns<R> text(Function<R, @Nullable String> column) throws SQLException {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return array("text", values);
  }

  Columns<R> number(Function<R, @Nullable Long> column) throws SQLException {
    @Nullable Long[] values = new @Nullable Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return array("int8", values);
  }

  Columns<R> count(ToIntFunction<R> column) throws SQLException {
    Integer[] values = new Integer[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsInt(rows.get(i));
    }
    return array("int4", values);
  }

  private Columns<R> array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
