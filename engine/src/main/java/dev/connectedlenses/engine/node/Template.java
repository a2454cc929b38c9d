package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Label;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.graph.Placeholders;
import dev.connectedlenses.engine.graph.Placeholders.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders a template body with values, exactly as the SQL function of docs/reference/templates.md
 * does: in one pass, values never scanned again, all problems told together.
 */
public final class Template {
  /** The longest rendered text, in bytes of UTF-8. */
  public static final int MAX_BYTES = 256 * 1024;

  private final List<Part> parts;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();

  private Template(String body, List<Parameter> declared) {
    parts = Placeholders.cut(body);
    for (Parameter parameter : declared) {
      parameters.putIfAbsent(Label.key(parameter.label()), parameter);
    }
    for (Part part : parts) {
      if (part instanceof Part.Slot slot) {
        String key = Label.key(slot.label());
        parameters.computeIfAbsent(key, _ -> Parameter.of(slot.label(), "text", true));
      }
    }
  }

  /**
   * The rendered text.
   *
   * @throws NodeException that tells every missing, unknown and wrong value, or the excess of size
   */
  public static String render(String body, List<Parameter> parameters, ObjectNode inputs) {
    Template template = new Template(body, parameters);
    template.take(inputs);
    template.refuseProblems();
    return template.write();
  }

  private void take(ObjectNode inputs) {
    Map<String, String> names = namesByKey(inputs);
    parameters.forEach((key, parameter) -> {
      String name = inputs.hasNonNull(parameter.label()) ? parameter.label() : names.get(key);
      JsonNode value = name == null ? parameter.defaultValue() : inputs.get(name);
      if (value == null || value.isNull()) {
        if (parameter.required()) {
          missing.add(parameter.label());
        }
        return;
      }
      Printing.Printed printed = Printing.print(parameter, value);
      if (printed.problem() == null) {
        texts.put(key, printed.text());
      } else {
        invalid.add("\"" + parameter.label() + "\" " + printed.problem());
      }
    });
    inputs.properties().stream()
        .filter(input -> !input.getValue().isNull())
        .map(Map.Entry::getKey)
        .filter(name -> !parameters.containsKey(Label.key(name)))
        .sorted(CanonicalJson.BY_LENGTH)
        .forEach(unknown::add);
  }

  /** Of several names for one label the last in order stands. */
  private static Map<String, String> namesByKey(ObjectNode inputs) {
    Map<String, String> names = new HashMap<>();
    for (Map.Entry<String, JsonNode> input : inputs.properties()) {
      if (!input.getValue().isNull()) {
        names.merge(
            Label.key(input.getKey()),
            input.getKey(),
            (a, b) -> CanonicalJson.BY_LENGTH.compare(a, b) > 0 ? a : b);
      }
    }
    return names;
  }

  private void refuseProblems() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      ObjectNode details = Json.object();
      list(details.putArray("missing"), missing);
      list(details.putArray("unknown"), unknown);
      list(details.putArray("invalid"), invalid);
      throw NodeException.invalid("invalid_input", String.join("; ", problems), details);
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!missing.isEmpty()) {
      problems.add("missing required: " + quoted(missing));
    }
    if (!unknown.isEmpty()) {
      problems.add("unknown: " + quoted(unknown));
    }
    problems.addAll(invalid);
    return problems;
  }

  private String write() {
    long bytes = 0;
    for (Part part : parts) {
      bytes += bytes(text(part));
    }
    if (bytes > MAX_BYTES) {
      throw NodeException.invalid(
          "rendered_too_large",
          "the rendered text would have " + bytes + " bytes; the limit is " + MAX_BYTES);
    }
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> out.append(text(part)));
    return out.toString();
  }

  private String text(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.Slot slot -> orEmpty(texts.get(Label.key(slot.label())));
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static long bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static String quoted(List<String> labels) {
    return "\"" + String.join("\", \"", labels) + "\"";
  }

  private static void list(ArrayNode json, List<String> items) {
    items.forEach(json::add);
  }
}
