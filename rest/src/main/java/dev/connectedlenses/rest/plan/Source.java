package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a level come from, as far as names are concerned.
 *
 * @param label the name used in messages
 * @param relation the relation whose row type the rows have, null for results of other types
 */
public record Source(String label, ObjectName.@Nullable Key relation, Map<String, Column> columns) {

  /** The name of the relation, or of the function where there is none. */
  public String name() {
    return relation == null ? label : relation.name();
  }

  /** The rows of a relation. */
  public static Source of(Table table) {
    return new Source(table.name().name().text(), table.name().key(), table.columns());
  }
}
