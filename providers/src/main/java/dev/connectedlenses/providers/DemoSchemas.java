package dev.connectedlenses.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the form of an answer wherever a prompt states it: as a JSON Schema, as a contract with
 * {@code fields}, as an example object, or as a list of keys in a sentence.
 */
final class DemoSchemas {
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "array", "object", "url", "json", "any");
  private static final Pattern KEYS =
      Pattern.compile("(?is)\\b(?:keys?|fields?|properties|attributes)\\b\\s*:?\\s*([^.\\n]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> FILLERS =
      Set.of(
          "and", "or", "with", "the", "a", "an", "string", "number", "list", "of", "only", "named");

  private DemoSchemas() {}

  /** The form that a sentence states by naming keys; a title, a summary and points if none. */
  static JsonNode named(String text) {
    return byKeys(text);
  }

  /** Whether JSON in a prompt describes an answer, rather than being material. */
  static boolean isForm(JsonNode json) {
    return json.isObject()
        && !json.isEmpty()
        && (json.has("fields") || isSchema(json) || isPlaceholder(json));
  }

  /** A JSON Schema for whatever notation {@code form} uses. */
  static JsonNode normal(JsonNode form) {
    if (form.has("fields")) {
      return ofContract(form.get("fields"));
    }
    return isSchema(form) ? form : ofExample(form);
  }

  /** Where the object or list that begins at {@code start} ends; -1 if it never does. */
  static int endOfObject(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isSchema(JsonNode form) {
    return form.has("properties")
        || form.has("$ref")
        || (form.has("type") && TYPES.contains(form.path("type").asString("")));
  }

  private static boolean isPlaceholder(JsonNode value) {
    if (value.isContainer()) {
      return value.valueStream().allMatch(DemoSchemas::isPlaceholder);
    }
    if (!value.isString()) {
      return !value.isNumber() || value.asDouble() == 0 || value.asDouble() == 1;
    }
    String text = value.asString();
    return text.isEmpty()
        || TYPES.contains(text)
        || text.matches(
            "(?s)<.*>|\\[.*]|\\.\\.\\.|…|(?:a|an|the|one|short|string|number|list)\\b.{0,80}");
  }

  private static JsonNode ofContract(JsonNode fields) {
    ObjectNode schema = object();
    if (fields.isArray()) {
      for (JsonNode field : fields) {
        String name = field.path("name").asString(field.path("key").asString(""));
        properties(schema).set(name, ofField(field));
      }
    } else {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        properties(schema).set(field.getKey(), ofField(field.getValue()));
      }
    }
    return schema;
  }

  private static JsonNode ofField(JsonNode field) {
    if (!field.isObject()) {
      return Json.MAPPER.createObjectNode().put("type", field.asString("string"));
    }
    ObjectNode schema = (ObjectNode) field.deepCopy();
    if (schema.path("type").asString("").equals("array") && !schema.has("items")) {
      String items = schema.path("itemType").asString("string");
      schema.set("items", Json.MAPPER.createObjectNode().put("type", items));
    }
    return schema;
  }

  private static JsonNode ofExample(JsonNode example) {
    ObjectNode schema = object();
    for (Map.Entry<String, JsonNode> entry : example.properties()) {
      properties(schema).set(entry.getKey(), ofExampleValue(entry.getValue()));
    }
    return schema;
  }

  private static JsonNode ofExampleValue(JsonNode value) {
    if (value.isObject()) {
      return ofExample(value);
    }
    ObjectNode schema = Json.MAPPER.createObjectNode();
    if (value.isArray()) {
      schema.put("type", "array");
      schema.set("items", value.isEmpty() ? schema.objectNode() : ofExampleValue(value.get(0)));
      return schema;
    }
    String type =
        switch (value.getNodeType()) {
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          case BOOLEAN -> "boolean";
          default -> typeNamedIn(value.asString("").toLowerCase(Locale.ROOT));
        };
    return schema.put("type", type);
  }

  private static String typeNamedIn(String text) {
    String bare = text.replaceAll("[<>\\[\\]…. ]", "");
    return TYPES.contains(bare) ? bare : "string";
  }

  private static JsonNode byKeys(String text) {
    Matcher keys = KEYS.matcher(text);
    List<String> names = keys.find() ? names(keys.group(1)) : List.of();
    ObjectNode schema = object();
    for (String name : names.isEmpty() ? List.of("title", "summary", "key_points") : names) {
      properties(schema).set(name, Json.MAPPER.createObjectNode());
    }
    return schema;
  }

  private static List<String> names(String list) {
    return NAME.matcher(list)
        .results()
        .map(java.util.regex.MatchResult::group)
        .filter(name -> !FILLERS.contains(name.toLowerCase(Locale.ROOT)))
        .limit(12)
        .toList();
  }

  private static ObjectNode object() {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static ObjectNode properties(ObjectNode schema) {
    return (ObjectNode) schema.get("properties");
  }
}
