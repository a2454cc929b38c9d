package dev.connectedlenses.engine.graph;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a condition from JSON and refuses what the grammar does not know. */
final class ConditionReader {
  static final int MAX_DEPTH = 16;
  static final int MAX_STEPS = 1_000;
  private static final int MAX_PATTERN = 1_000;
  private static final Set<String> TEST_FIELDS = Set.of("type", "path", "value");
  private static final Map<String, Condition.Type> TYPES = new HashMap<>();

  static {
    for (Condition.Type type : Condition.Type.values()) {
      TYPES.put(type.wire(), type);
    }
  }

  private int steps;

  private ConditionReader() {}

  /** Throws IllegalArgumentException with a message for the author of the condition. */
  static Condition read(JsonNode json) {
    return new ConditionReader().read(json, 1);
  }

  private Condition read(JsonNode json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a condition is at most " + MAX_DEPTH + " levels deep");
    }
    if (++steps > MAX_STEPS) {
      throw new IllegalArgumentException("a condition has at most " + MAX_STEPS + " parts");
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("a condition is an object, not " + json);
    }
    if (json.has("type")) {
      return test(json);
    }
    if (json.size() != 1) {
      throw new IllegalArgumentException(
          "a condition has a \"type\", or is one of {\"all\": […]}, {\"any\": […]}, {\"not\": …}");
    }
    String name = json.propertyNames().iterator().next();
    return switch (name) {
      case "all" -> new Condition.All(parts(json.path("all"), depth));
      case "any" -> new Condition.Any(parts(json.path("any"), depth));
      case "not" -> new Condition.Not(read(json.path("not"), depth + 1));
      default -> throw new IllegalArgumentException("a condition has no field \"" + name + "\"");
    };
  }

  private List<Condition> parts(JsonNode json, int depth) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("\"all\" and \"any\" take a list of conditions");
    }
    List<Condition> parts = new ArrayList<>();
    for (JsonNode part : json) {
      parts.add(read(part, depth + 1));
    }
    return parts;
  }

  private static Condition test(JsonNode json) {
    for (String field : json.propertyNames()) {
      if (!TEST_FIELDS.contains(field)) {
        throw new IllegalArgumentException("a condition has no field \"" + field + "\"");
      }
    }
    Condition.Type type = TYPES.get(json.path("type").asString(""));
    if (type == null) {
      throw new IllegalArgumentException("there is no condition type " + json.path("type"));
    }
    JsonNode path = json.get("path");
    JsonNode value = json.get("value");
    check(type, value);
    return new Condition.Test(
        type,
        path == null || path.isNull() ? null : Path.parse(path.asString("")),
        value,
        type == Condition.Type.MATCHES && value != null ? pattern(value) : null);
  }

  private static void check(Condition.Type type, @Nullable JsonNode value) {
    if (type.needsValue() && value == null) {
      throw new IllegalArgumentException("\"" + type.wire() + "\" needs a \"value\"");
    }
    if (value == null) {
      return;
    }
    if (!type.needsValue()) {
      throw new IllegalArgumentException("\"" + type.wire() + "\" takes no \"value\"");
    }
    boolean fits =
        switch (type) {
          case IN, NOT_IN -> value.isArray();
          case STARTS_WITH, ENDS_WITH, MATCHES -> value.isString();
          case GT, GTE, LT, LTE -> value.isString() || value.isNumber();
          case PRESENT, ABSENT, TRUTHY, FALSY, EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException("\"" + type.wire() + "\" cannot use the value " + value);
    }
  }

  private static Pattern pattern(JsonNode value) {
    if (value.asString().length() > MAX_PATTERN) {
      throw new IllegalArgumentException("a pattern has at most " + MAX_PATTERN + " characters");
    }
    try {
      return Pattern.compile(value.asString());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + value.asString() + "\" is no RE2 pattern: " + e.getDescription(), e);
    }
  }
}
