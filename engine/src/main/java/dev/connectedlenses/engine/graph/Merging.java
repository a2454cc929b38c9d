package dev.connectedlenses.engine.graph;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes one value of what several live edges bring to one input. */
public final class Merging {
  private Merging() {}

  /** What one live edge brings. */
  public record Item(Edge edge, String sourceLabel, JsonNode value) {}

  /**
   * The one value.
   *
   * @param items at least one, in ordinal order
   */
  public static JsonNode merge(MergeStrategy strategy, List<Item> items) {
    return switch (strategy) {
      case LAST_WRITE_WINS -> items.getLast().value();
      case CONCAT -> StringNode.valueOf(concat(items));
      case ARRAY -> array(items);
      case JSON_OBJECT -> object(items);
    };
  }

  /** The items whose values are in the merged value. */
  public static List<Item> used(MergeStrategy strategy, List<Item> items) {
    return strategy == MergeStrategy.LAST_WRITE_WINS ? List.of(items.getLast()) : items;
  }

  private static String concat(List<Item> items) {
    return items.stream()
        .map(item -> CanonicalJson.text(item.value()))
        .collect(Collectors.joining("\n\n"));
  }

  private static ArrayNode array(List<Item> items) {
    ArrayNode array = Json.array();
    items.forEach(item -> array.add(item.value()));
    return array;
  }

  private static ObjectNode object(List<Item> items) {
    ObjectNode object = Json.object();
    items.forEach(item -> object.set(item.sourceLabel(), item.value()));
    return object;
  }
}
