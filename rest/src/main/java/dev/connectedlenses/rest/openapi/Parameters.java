package dev.connectedlenses.rest.openapi;

import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters that operations refer to. */
final class Parameters {

  private final ObjectNode all;

  private Parameters(ObjectNode all) {
    this.all = all;
  }

  /** Puts the parameters that every schema has. */
  static Parameters into(ObjectNode all) {
    Parameters parameters = new Parameters(all);
    parameters.preference(
        "preferReturn", List.of("return=representation", "return=minimal", "return=headers-only"));
    parameters.preference(
        "preferCount", List.of("count=exact", "count=planned", "count=estimated"));
    parameters.preference(
        "preferPost",
        List.of(
            "return=representation",
            "return=minimal",
            "return=headers-only",
            "resolution=ignore-duplicates",
            "resolution=merge-duplicates"));
    parameters.text("select", "query", "Columns and embedded relations to show");
    parameters.text("on_conflict", "query", "Columns whose values decide that a row exists");
    parameters.text("order", "query", "Columns to sort by");
    parameters.text("offset", "query", "How many rows to skip");
    parameters.text("limit", "query", "How many rows to show at most");
    parameters.text("range", "header", "Which rows to show, as in 0-9");
    parameters.text("rangeUnit", "header", "The unit of the range");
    all.withObject("range").put("name", "Range");
    all.withObject("rangeUnit").put("name", "Range-Unit").put("default", "items");
    return parameters;
  }

  private void preference(String name, List<String> values) {
    ObjectNode parameter = text(name, "header", "Preference").put("name", "Prefer");
    ArrayNode choices = parameter.putArray("enum");
    values.forEach(choices::add);
  }

  private ObjectNode text(String name, String in, String description) {
    return all.putObject(name)
        .put("name", name)
        .put("in", in)
        .put("required", false)
        .put("type", "string")
        .put("description", description);
  }

  /** Puts the filters and the body of a relation. */
  void add(Table table) {
    String name = table.name().name().text();
    ObjectNode body =
        all.putObject("body." + name).put("name", name).put("in", "body").put("required", false);
    if (table.description() != null) {
      body.put("description", table.description());
    }
    body.putObject("schema").put("$ref", "#/definitions/" + name);
    for (Column column : table.columns().values()) {
      ObjectNode filter =
          all.putObject(filter(table, column))
              .put("name", column.name().text())
              .put("in", "query")
              .put("required", false)
              .put("type", "string")
              .put("format", column.type().text());
      if (column.description() != null) {
        filter.put("description", column.description());
      }
    }
  }

  static String filter(Table table, Column column) {
    return "rowFilter." + table.name().name().text() + "." + column.name().text();
  }

  /** A list of references: the filters of a table, if one is given, then others by name. */
  static ArrayNode references(@Nullable Table filtered, String... names) {
    ArrayNode list = JsonMapper.shared().createArrayNode();
    if (filtered != null) {
      filtered.columns().values().forEach(c -> refer(list, filter(filtered, c)));
    }
    for (String name : names) {
      refer(list, name);
    }
    return list;
  }

  private static void refer(ArrayNode list, String name) {
    list.addObject().put("$ref", "#/parameters/" + name);
  }
}
