package dev.connectedlenses.engine.node;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.connectedlenses.engine.node.Contracts.Violation;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of one contract field. */
final class Fields {
  private final String name;
  private final JsonNode field;
  private final List<Violation> violations;

  private Fields(String name, JsonNode field, List<Violation> violations) {
    this.name = name;
    this.field = field;
    this.violations = violations;
  }

  /** Adds every rule that the value breaks; of a value of the wrong type only that. */
  static void check(
      String name, JsonNode field, @Nullable JsonNode value, List<Violation> violations) {
    Fields rules = new Fields(name, field, violations);
    if (value == null || value.isNull()) {
      if (field.path("required").asBoolean(false)) {
        rules.broken("required", "is missing");
      }
      return;
    }
    String type = field.path("type").asString("any");
    if (!hasType(value, type)) {
      rules.broken("type", "must be " + article(type) + ", not " + shape(value));
      return;
    }
    rules.range(value);
    rules.length(value);
    rules.pattern(value);
    rules.choice(value);
    rules.items(value);
  }

  static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && isWhole(value.decimalValue());
      case "boolean" -> value.isBoolean();
      case "url" -> value.isString() && isWebAddress(value.asString());
      case "json" -> value.isContainer();
      case "array" -> value.isArray();
      default -> true;
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void range(JsonNode value) {
    if (!value.isNumber()) {
      return;
    }
    JsonNode min = field.path("min");
    JsonNode max = field.path("max");
    if (min.isNumber() && value.decimalValue().compareTo(min.decimalValue()) < 0) {
      broken("min", "must be at least " + min);
    }
    if (max.isNumber() && value.decimalValue().compareTo(max.decimalValue()) > 0) {
      broken("max", "must be at most " + max);
    }
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private void length(JsonNode value) {
    if (!value.isString() && !value.isArray()) {
      return;
    }
    int length = value.isArray() ? value.size() : characters(value.asString(""));
    String unit = value.isArray() ? " items" : " characters";
    JsonNode min = field.path("minLength");
    JsonNode max = field.path("maxLength");
    if (min.isNumber() && length < min.asLong()) {
      broken("minLength", "must have at least " + min + unit);
    }
    if (max.isNumber() && length > max.asLong()) {
      broken("maxLength", "must have at most " + max + unit);
    }
  }

  private void pattern(JsonNode value) {
    if (!value.isString() || !field.path("pattern").isString()) {
      return;
    }
    String pattern = field.path("pattern").asString();
    try {
      if (!Pattern.compile(pattern).matcher(value.asString()).find()) {
        broken("pattern", "must match " + pattern);
      }
    } catch (PatternSyntaxException e) {
      broken("pattern", "cannot be checked: " + pattern + " is no RE2 pattern");
    }
  }

  private void choice(JsonNode value) {
    JsonNode choices = field.path("enum");
    if (!choices.isArray()) {
      return;
    }
    for (JsonNode choice : choices) {
      if (choice.equals(Fields::order, value)) {
        return;
      }
    }
    broken("enum", "must be one of " + choices);
  }

  private static int order(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return a.equals(b) ? 0 : 1;
  }

  private void items(JsonNode value) {
    if (!value.isArray() || !field.path("itemType").isString()) {
      return;
    }
    String type = field.path("itemType").asString();
    for (int i = 0; i < value.size(); i++) {
      if (!hasType(value.path(i), type)) {
        broken("itemType", "item " + i + " must be " + article(type));
      }
    }
  }

  private void broken(String rule, String message) {
    violations.add(new Violation(name, rule, message));
  }

  private static String article(String type) {
    return switch (type) {
      case "integer", "array" -> "an " + type;
      case "url" -> "an http or https URL";
      case "json" -> "an object or a list";
      default -> "a " + type;
    };
  }

  private static String shape(JsonNode value) {
    return article(value.getNodeType().name().toLowerCase(Locale.ROOT))
        .replace("a object", "an object");
  }
}
