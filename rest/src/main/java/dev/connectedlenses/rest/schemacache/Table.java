package dev.connectedlenses.rest.schemacache;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relation: table, view, materialized view, foreign or partitioned table.
 *
 * @param columns by name, in the order of the relation
 * @param key the columns of the primary key, for views those that show it
 */
public record Table(
    long oid,
    ObjectName name,
    Kind kind,
    @Nullable String description,
    Writes writes,
    Map<String, Column> columns,
    List<Identifier> key) {

  /** What kind of relation this is. */
  public enum Kind {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE;

    static Kind of(String relkind) {
      return switch (relkind) {
        case "v" -> VIEW;
        case "m" -> MATERIALIZED_VIEW;
        case "f" -> FOREIGN_TABLE;
        default -> TABLE;
      };
    }
  }

  /** Which writes the relation can take, whoever asks. */
  public record Writes(boolean insert, boolean update, boolean delete) {}

  /** Whether its columns come from a query. */
  public boolean isView() {
    return kind == Kind.VIEW || kind == Kind.MATERIALIZED_VIEW;
  }

  /** The column of this name, null if none. */
  public @Nullable Column column(String columnName) {
    return columns.get(columnName);
  }

  Table withKey(List<Identifier> nextKey) {
    return new Table(oid, name, kind, description, writes, columns, nextKey);
  }
}
