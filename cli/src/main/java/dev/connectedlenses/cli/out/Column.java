package dev.connectedlenses.cli.out;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One column of a table.
 *
 * @param wide shown only with {@code -o wide}
 */
public record Column(String title, Function<JsonNode, String> value, boolean wide) {
  public static Column of(String title, String field) {
    return new Column(title, row -> text(row.path(field)), false);
  }

  public static Column wide(String title, String field) {
    return new Column(title, row -> text(row.path(field)), true);
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
