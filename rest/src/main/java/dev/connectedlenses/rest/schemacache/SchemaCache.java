package dev.connectedlenses.rest.schemacache;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of the catalogs, never changed afterwards. */
public record SchemaCache(
    Map<ObjectName.Key, Table> tables,
    Map<ObjectName.Key, List<Routine>> routines,
    Relationships relationships,
    Map<ObjectName.Key, Map<String, ComputedColumn>> computedColumns,
    TypeNames types,
    Map<String, Map<String, String>> roleSettings,
    Set<String> timezones,
    Map<String, Identifier> identifiers,
    Map<String, String> schemaComments,
    List<MediaHandler> handlers) {

  private static final Identifier SCALAR = new Identifier("pgrst_scalar");

  /** The relation of this name, null if none. */
  public @Nullable Table table(String schema, String name) {
    return tables.get(new ObjectName.Key(schema, name));
  }

  /** Every function of this name, however its arguments. */
  public List<Routine> routines(String schema, String name) {
    return routines.getOrDefault(new ObjectName.Key(schema, name), List.of());
  }

  /** Whether there are functions of this name, and none of them, in any schema, may write. */
  public boolean onlyReads(String name) {
    List<Routine> all =
        routines.entrySet().stream()
            .filter(e -> e.getKey().name().equals(name))
            .flatMap(e -> e.getValue().stream())
            .toList();
    return !all.isEmpty()
        && all.stream().noneMatch(r -> r.volatility() == Routine.Volatility.VOLATILE);
  }

  /** The function that computes a column of this name for rows of the relation, null if none. */
  public @Nullable ComputedColumn computedColumn(ObjectName.Key relation, String name) {
    return computedColumns.getOrDefault(relation, Map.of()).get(name);
  }

  /** The column under which the plain value of a function appears. */
  public Column scalarColumn(CatalogSql type) {
    return Column.plain(SCALAR, type);
  }

  /** The catalogs' own identifier of this text, null if they hold no such name. */
  public @Nullable Identifier identifier(String text) {
    return identifiers.get(text);
  }
}
