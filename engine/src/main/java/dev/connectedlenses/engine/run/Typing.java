package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.node.Printing;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;

/** Turns text that spells a number or a truth value into one where a parameter asks for it. */
final class Typing {
  private Typing() {}

  /** The typed value; a text that does not spell one stays as it is and fails its checks later. */
  static JsonNode typed(@Nullable Parameter parameter, JsonNode value) {
    if (parameter == null || !value.isString()) {
      return value;
    }
    String text = value.asString();
    return switch (parameter.type()) {
      case "integer", "number", "float", "decimal" ->
          number(parameter.type().equals("integer"), value);
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? BooleanNode.valueOf(text.equals("true"))
              : value;
      default -> value;
    };
  }

  private static JsonNode number(boolean whole, JsonNode value) {
    BigDecimal number = Printing.number(value, whole);
    if (number == null) {
      return value;
    }
    return whole ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
  }
}
