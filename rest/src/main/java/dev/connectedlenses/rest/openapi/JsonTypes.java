package dev.connectedlenses.rest.openapi;

import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of PostgreSQL's types. */
final class JsonTypes {

  private static final Pattern CAST = Pattern.compile("'((?:[^']|'')*)'(?:::.*)?", Pattern.DOTALL);

  private JsonTypes() {}

  /** Puts type and format of a PostgreSQL type into a schema. */
  static ObjectNode put(ObjectNode schema, String type) {
    schema.put("format", type);
    if (type.endsWith("[]")) {
      schema.put("type", "array");
      ObjectNode items = schema.putObject("items");
      String element = name(type.substring(0, type.length() - 2));
      if (element != null) {
        items.put("type", element);
      }
      return schema;
    }
    String name = name(type);
    return name == null ? schema : schema.put("type", name);
  }

  /** The JSON type of a value, null if it may be any. */
  static @Nullable String name(String type) {
    int bracket = type.indexOf('(');
    String bare = (bracket < 0 ? type : type.substring(0, bracket)).toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "boolean" -> "boolean";
      case "smallint", "integer", "bigint" -> "integer";
      case "numeric", "real", "double precision" -> "number";
      case "json", "jsonb" -> null;
      default -> "string";
    };
  }

  /** The schema of a column of a table. */
  static ObjectNode column(Column column, @Nullable String notes) {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    put(schema, column.type().text());
    String description = description(column, notes);
    if (description != null) {
      schema.put("description", description);
    }
    if (!column.labels().isEmpty()) {
      ArrayNode labels = schema.putArray("enum");
      column.labels().forEach(labels::add);
    }
    if (column.maxLength() != null) {
      schema.put("maxLength", column.maxLength());
    }
    if (column.defaultValue() != null) {
      putDefault(schema, column.defaultValue().text());
    }
    return schema;
  }

  private static @Nullable String description(Column column, @Nullable String notes) {
    if (notes == null) {
      return column.description();
    }
    return column.description() == null ? notes : column.description() + "\n\n" + notes;
  }

  /** A constant becomes a value of the schema's type; an expression stays text. */
  private static void putDefault(ObjectNode schema, String expression) {
    Matcher constant = CAST.matcher(expression);
    String text = constant.matches() ? constant.group(1).replace("''", "'") : expression;
    String type = schema.path("type").asString("");
    boolean plain = type.equals("boolean") || type.equals("integer") || type.equals("number");
    try {
      if (plain) {
        schema.set("default", JsonMapper.shared().readTree(text));
        return;
      }
    } catch (JacksonException e) {
      // an expression such as nextval(…): shown as it is
    }
    schema.put("default", text);
  }

  /** Whether a key column belongs to the table's primary key. */
  static boolean isKey(Table table, Column column) {
    return table.key().contains(column.name());
  }
}
