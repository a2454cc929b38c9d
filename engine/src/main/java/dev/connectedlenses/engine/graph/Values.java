package dev.connectedlenses.engine.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Typed comparison of JSON values: numbers by value, text by code point, the rest by structure. */
final class Values {
  private Values() {}

  static boolean present(@Nullable JsonNode value) {
    return value != null && !value.isNull();
  }

  /** Nothing, null, false, zero and everything empty are not truthy. */
  static boolean truthy(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.decimalValue().signum() != 0;
    }
    return value.isString() ? !value.asString().isEmpty() : !value.isEmpty();
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NULL, MISSING -> "null";
      case BINARY, POJO -> "a foreign value";
    };
  }

  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isArray() && b.isArray()) {
      return sameElements(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return sameMembers(a, b);
    }
    return a.equals(b);
  }

  private static boolean sameElements(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.path(i), b.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMembers(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : a.properties()) {
      JsonNode other = b.get(member.getKey());
      if (other == null || !same(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** Two numbers or two texts, compared. */
  static int order(JsonNode a, JsonNode b) {
    if (a.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return byCodePoint(a.asString(), b.asString());
  }

  private static int byCodePoint(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return java.util.Arrays.compare(left, right);
  }
}
