package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Parameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;

/** Turns text that spells a number or a truth value into one where a parameter asks for it. */
final class Typing {
  private static final int MAX_DIGITS = 100;

  private Typing() {}

  /** The typed value; a text that does not spell one stays as it is and fails its checks later. */
  static JsonNode typed(@Nullable Parameter parameter, JsonNode value) {
    if (parameter == null || !value.isString()) {
      return value;
    }
    String text = value.asString();
    return switch (parameter.type()) {
      case "integer" ->
          isNumber(text, false) ? BigIntegerNode.valueOf(new BigInteger(text)) : value;
      case "number", "float", "decimal" ->
          isNumber(text, true) ? DecimalNode.valueOf(new BigDecimal(text)) : value;
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? BooleanNode.valueOf(text.equals("true"))
              : value;
      default -> value;
    };
  }

  private static boolean isNumber(String text, boolean fraction) {
    int start = text.startsWith("-") ? 1 : 0;
    boolean dot = false;
    if (text.length() == start || text.length() > MAX_DIGITS) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && fraction && !dot && i > start && i < text.length() - 1) {
        dot = true;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
