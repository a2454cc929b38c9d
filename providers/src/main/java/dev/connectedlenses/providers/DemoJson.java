package dev.connectedlenses.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON Schema from a text: strings with its sentences, numbers with counts and grades,
 * lists with its best points; the seed decides what the text cannot.
 */
record DemoJson(DemoText text, DemoFocus focus, DemoSeed seed, String title) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 8;
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"')]+[^\\s<>\"').,;:]");
  private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

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
    return switch (type(name, actual)) {
      case "object", "json" -> object(actual, place);
      case "array" -> array(actual, place);
      case "integer" -> NODES.numberNode(Math.round(number(name, actual)));
      case "number" -> NODES.numberNode(Math.round(number(name, actual) * 100) / 100.0);
      case "boolean" -> NODES.booleanNode(seed.pick(2, name) == 0);
      case "null" -> NODES.nullNode();
      case "url" -> NODES.stringNode(first(URL, "https://example.com/"));
      default -> NODES.stringNode(string(name, actual));
    };
  }

  private static JsonNode resolve(JsonNode schema, Place place) {
    JsonNode at = schema;
    for (int hops = 0; hops < DEEPEST; hops++) {
      String ref = at.path("$ref").asString("");
      if (ref.startsWith("#/")) {
        at = place.root().at(ref.substring(1));
      } else if (at.path("anyOf").isArray() && !at.path("anyOf").isEmpty()) {
        at = at.path("anyOf").get(0);
      } else if (at.path("oneOf").isArray() && !at.path("oneOf").isEmpty()) {
        at = at.path("oneOf").get(0);
      } else {
        return at;
      }
    }
    return at;
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
    String small = name.toLowerCase(Locale.ROOT);
    boolean several =
        small.matches(".*(points|items|list|tags|keywords|steps|risks|questions|ideas)$");
    if (several || schema.has("items")) {
      return "array";
    }
    return small.matches("score|rating|confidence|count|.*_count|total") ? "number" : "string";
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

  private JsonNode array(JsonNode schema, Place place) {
    int least = schema.path("minItems").asInt(schema.path("minLength").asInt(0));
    int most = schema.path("maxItems").asInt(schema.path("maxLength").asInt(Math.max(3, least)));
    int wanted = Math.clamp(Math.max(least, Math.min(3, most)), 0, 100);
    List<String> points = text.best(wanted, focus);
    ArrayNode array = NODES.arrayNode();
    for (int i = 0;
        i < Math.max(least, Math.min(wanted, points.size())) && place.depth() < DEEPEST;
        i++) {
      String point = points.isEmpty() ? title : points.get(i % points.size());
      DemoText own = new DemoText(point);
      DemoSeed ownSeed = new DemoSeed(i + point);
      array.add(
          new DemoJson(own, focus, ownSeed, String.join(" ", own.keywords(3)))
              .value("item", schema.path("items"), place.below()));
    }
    return array;
  }

  private JsonNode choose(String name, JsonNode options) {
    List<String> words = options.valueStream().map(option -> option.asString("")).toList();
    String chosen = DemoScore.closest(words, text, new DemoSeed(name + seed.prompt()));
    return options.get(words.indexOf(chosen));
  }

  private double number(String name, JsonNode schema) {
    double low = bound(schema, "minimum", "min", 0);
    double high = bound(schema, "maximum", "max", Double.MAX_VALUE);
    String small = name.toLowerCase(Locale.ROOT);
    if (high == Double.MAX_VALUE) {
      double counted =
          switch (small) {
            case String s when s.contains("word") -> text.wordCount();
            case String s when s.contains("score") || s.contains("confidence") ->
                DemoScore.of(text, seed).value();
            default -> text.sentences().size();
          };
      return Math.max(low, counted);
    }
    return low + DemoScore.of(text, new DemoSeed(name + seed.prompt())).value() * (high - low);
  }

  private static double bound(JsonNode schema, String name, String shortName, double otherwise) {
    return schema.path(name).asDouble(schema.path(shortName).asDouble(otherwise));
  }

  private String string(String name, JsonNode schema) {
    String small = name.toLowerCase(Locale.ROOT);
    String format = schema.path("format").asString("");
    String raw =
        switch (format) {
          case "date" -> first(DATE, "2000-01-01");
          case "date-time" -> first(DATE, "2000-01-01") + "T00:00:00Z";
          case "uri", "url" -> first(URL, "https://example.com/");
          case "email" -> "demo@example.com";
          default -> words(small);
        };
    return sized(
        raw, schema.path("minLength").asInt(0), schema.path("maxLength").asInt(Integer.MAX_VALUE));
  }

  private String words(String name) {
    if (name.matches(".*(title|headline|name|heading|subject|topic).*")) {
      return title;
    }
    boolean several = name.matches(".*(summary|text|body|description|content|abstract|report).*");
    List<String> best =
        text.best(several ? 2 : 1, several ? focus : DemoFocus.of(name.replace('_', ' ')));
    return best.isEmpty() ? title : String.join(" ", best);
  }

  private String sized(String raw, int least, int most) {
    StringBuilder text = new StringBuilder(raw.isEmpty() ? "demo" : raw);
    while (text.length() < least) {
      text.append(' ').append(raw.isEmpty() ? "demo" : raw);
    }
    if (text.length() <= most) {
      return text.toString();
    }
    int space = text.lastIndexOf(" ", most);
    int end = space >= Math.max(least, 1) ? space : most;
    return text.substring(0, end).strip();
  }

  private String first(Pattern pattern, String otherwise) {
    Matcher found = pattern.matcher(String.join(" ", text.sentences()));
    return found.find() ? found.group() : otherwise;
  }
}
