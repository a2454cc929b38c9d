package dev.connectedlenses.rest.openapi;

import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Relationship;
import dev.connectedlenses.rest.schemacache.Relationship.ByKey;
import dev.connectedlenses.rest.schemacache.Relationship.Cardinality;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects that relations hold, as JSON schemas. */
final class Definitions {

  private Definitions() {}

  static ObjectNode of(SchemaCache cache, Table table) {
    ObjectNode definition = JsonMapper.shared().createObjectNode();
    if (table.description() != null) {
      definition.put("description", table.description());
    }
    definition.put("type", "object");
    ArrayNode required = JsonMapper.shared().createArrayNode();
    ObjectNode properties = definition.putObject("properties");
    for (Column column : table.columns().values()) {
      properties.set(column.name().text(), JsonTypes.column(column, notes(cache, table, column)));
      if (column.required()) {
        required.add(column.name().text());
      }
    }
    if (!required.isEmpty()) {
      definition.set("required", required);
    }
    return definition;
  }

  /** What tools read the keys of a table from; the marks in angle brackets are their interface. */
  private static @Nullable String notes(SchemaCache cache, Table table, Column column) {
    List<String> notes = new ArrayList<>();
    if (JsonTypes.isKey(table, column)) {
      notes.add("This is a Primary Key.<pk/>");
    }
    ByKey key = foreignKey(cache, table, column);
    if (key != null) {
      String target = key.target().name().text();
      String there = key.columns().getFirst().there().text();
      notes.add(
          "This is a Foreign Key to `%s.%s`.<fk table='%s' column='%s'/>"
              .formatted(target, there, target, there));
    }
    return notes.isEmpty() ? null : "Note:\n" + String.join("\n", notes);
  }

  private static @Nullable ByKey foreignKey(SchemaCache cache, Table table, Column column) {
    for (Relationship r : cache.relationships().from(table.name().key())) {
      boolean own = r instanceof ByKey k && pointsAway(k) && k.columns().size() == 1;
      if (own && r instanceof ByKey k && k.columns().getFirst().here().equals(column.name())) {
        return k;
      }
    }
    return null;
  }

  private static boolean pointsAway(ByKey key) {
    return key.cardinality() == Cardinality.MANY_TO_ONE
        || key.cardinality() == Cardinality.ONE_TO_ONE;
  }
}
