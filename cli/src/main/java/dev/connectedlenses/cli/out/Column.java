package dev.connectedlenses.cli.out;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One column of a table.
 *
 * @param wide shown only with {@code -o wide}
 * @param time true for instants
 */
public record Column(String title, Function<JsonNode, String> value, boolean wide, boolean time) {
  public Column(String title, Function<JsonNode, String> value, boolean wide) {
    this(title, value, wide, false);
  }

  /** An instant, shown as {@code --time} asks. */
  public static Column time(String title, String field) {
    return new Column(title, row -> text(row.path(field)), false, true);
  }

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
