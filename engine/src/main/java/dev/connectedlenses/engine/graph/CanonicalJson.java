package dev.connectedlenses.engine.graph;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints JSON exactly as PostgreSQL prints a jsonb value, so that equal values print equally. */
public final class CanonicalJson {
  private static final Comparator<byte[]> SHORTER_FIRST =
      Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned);

  /** The order of names: by length in bytes, then by bytes. */
  public static final Comparator<String> BY_LENGTH =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), SHORTER_FIRST);

  private CanonicalJson() {}

  /** The value as text: a string as it is, anything else printed. */
  public static String text(JsonNode value) {
    return value.isString() ? value.asString() : print(value);
  }

  public static String print(JsonNode value) {
    StringBuilder out = new StringBuilder();
    print(value, out);
    return out.toString();
  }

  private static void print(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case STRING -> quote(value.asString(), out);
      case NUMBER -> out.append(value.decimalValue().toPlainString());
      case BOOLEAN -> out.append(value.booleanValue());
      case ARRAY -> array(value, out);
      case OBJECT -> object(value, out);
      case NULL, MISSING -> out.append("null");
      case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
    }
  }

  private static void array(JsonNode value, StringBuilder out) {
    String separator = "[";
    for (JsonNode element : value) {
      out.append(separator);
      print(element, out);
      separator = ", ";
    }
    out.append(value.isEmpty() ? "[]" : "]");
  }

  private static void object(JsonNode value, StringBuilder out) {
    List<String> names =
        value.properties().stream().map(Map.Entry::getKey).sorted(BY_LENGTH).toList();
    String separator = "{";
    for (String name : names) {
      out.append(separator);
      quote(name, out);
      out.append(": ");
      print(value.path(name), out);
      separator = ", ";
    }
    out.append(value.isEmpty() ? "{}" : "}");
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c % 16, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
