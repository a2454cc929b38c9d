package dev.connectedlenses.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON Schema from a text: strings with its sentences, numbers with counts and grades,
 * lists with its best points; the seed decides what the text cannot.
 */
record DemoJson(DemoText text, DemoFocus focus, DemoSeed seed) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 8;
  private static final int MOST_ITEMS = 50;

  String fill(JsonNode form) {
    JsonNode schema = DemoSchemas.normal(form);
    return value("answer", schema, new Place(schema, 0)).toPrettyString();
  }

  /** Where in the schema we are: its root, for references, and how deep. */
  private record Place(JsonNode root, int depth) {
    Place below() {
      return new Place(root, depth + 1);
    }
  }

  private JsonNode value(String name, JsonNode schema, Place place) {
    JsonNode actual = resolve(schema, place);
    if (actual.has("const")) {
      return actual.get("const");
    }
    JsonNode options = actual.path("enum");
    if (options.isArray() && !options.isEmpty()) {
      return choose(name, options);
    }
    return typed(name, actual, place);
  }

  private JsonNode typed(String name, JsonNode actual, Place place) {
    DemoValues values = new DemoValues(text, focus, seed);
    return switch (type(name, actual)) {
      case "object", "json" -> object(actual, place);
      case "array" -> array(name, actual, place);
      case "integer" -> NODES.numberNode(Math.round(values.number(name, actual, true)));
      case "number" ->
          NODES.numberNode(Math.round(values.number(name, actual, false) * 100) / 100.0);
      case "boolean" -> NODES.booleanNode(values.truth(name));
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(values.string(name, actual));
    };
  }

  private static JsonNode resolve(JsonNode schema, Place place) {
    JsonNode at = schema;
    for (int hops = 0; hops < DEEPEST; hops++) {
      String ref = at.path("$ref").asString("");
      JsonNode next = ref.startsWith("#/") ? place.root().at(ref.substring(1)) : firstOf(at);
      if (next.isMissingNode()) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** The first alternative of a schema that says nothing else; missing where there is none. */
  private static JsonNode firstOf(JsonNode schema) {
    boolean bare = !schema.has("type") && !schema.has("properties") && !schema.has("enum");
    JsonNode any = schema.path(schema.path("anyOf").path(0).isObject() ? "anyOf" : "oneOf");
    return bare && any.path(0).isObject() ? any.get(0) : MissingNode.getInstance();
  }

  private static String type(String name, JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      return type.get(0).asString("string");
    }
    if (type.isString() && !type.asString().equals("any")) {
      return type.asString();
    }
    if (schema.has("properties")) {
      return "object";
    }
    return schema.has("items") ? "array" : typeByName(name.toLowerCase(Locale.ROOT));
  }

  private static String typeByName(String small) {
    if (small.matches(".*(points|items|list|tags|keywords|steps|risks|questions|ideas|facts)$")) {
      return "array";
    }
    return small.matches("score|rating|confidence|urgency|priority|count|.*_count|total")
        ? "number"
        : "string";
  }

  private JsonNode object(JsonNode schema, Place place) {
    ObjectNode object = NODES.objectNode();
    if (place.depth() < DEEPEST) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        object.set(property.getKey(), value(property.getKey(), property.getValue(), place.below()));
      }
    }
    return object;
  }

  /** Items are filled from one sentence each, those that fit the list's name best. */
  private JsonNode array(String name, JsonNode schema, Place place) {
    int least = Math.clamp(schema.path("minItems").asInt(0), 0, MOST_ITEMS);
    int most = Math.clamp(schema.path("maxItems").asInt(Math.max(3, least)), 0, MOST_ITEMS);
    int wanted = Math.max(least, Math.min(3, most));
    boolean words = name.toLowerCase(Locale.ROOT).matches(".*(tags|keywords|topics)$");
    DemoFocus own = DemoFocus.of(name.replace('_', ' '));
    List<String> points = words ? text.keywords(wanted) : text.best(wanted, own);
    ArrayNode array = NODES.arrayNode();
    int count = place.depth() >= DEEPEST ? 0 : Math.max(least, Math.min(wanted, points.size()));
    for (int i = 0; i < count; i++) {
      String point = points.isEmpty() ? "demo" : points.get(i % points.size());
      DemoJson item = new DemoJson(new DemoText(point), own, new DemoSeed(i + point));
      array.add(item.value("item", schema.path("items"), place.below()));
    }
    return array;
  }

  private JsonNode choose(String name, JsonNode options) {
    List<String> words = options.valueStream().map(option -> option.asString("")).toList();
    String chosen = DemoScore.closest(words, text, seed.named(name));
    return options.get(words.indexOf(chosen));
  }
}
