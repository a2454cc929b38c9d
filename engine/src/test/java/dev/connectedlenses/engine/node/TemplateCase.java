package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.run.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One generated rendering: a body, its parameters and values, mostly odd and often wrong. */
record TemplateCase(String body, List<Parameter> parameters, ObjectNode inputs) {
  private static final List<String> LABELS =
      List.of(
          "a", "A", "b", "long label", "x_1", "x-1", "Größe", "größe", "名", "\uD83D\uDE00", "9");
  private static final List<String> TYPES =
      List.of(
          "text",
          "textarea",
          "json",
          "number",
          "integer",
          "float",
          "decimal",
          "boolean",
          "select",
          "url",
          "date",
          "datetime",
          "file",
          "mystery");
  private static final List<String> GLUE =
      List.of(
          "",
          " ",
          "\n",
          "plain",
          "[",
          "]",
          "[[",
          "]]",
          "[[[",
          "]]]",
          "\\",
          "\\[[",
          "\\\\[[",
          "[[]]",
          "[[ ]]",
          "[[a|b]]",
          "[[1, 2]]",
          "é",
          "\uD83D\uDE00",
          "[[a!:text]]",
          "[[a:]]",
          "[[a:T]]",
          "$1",
          "\\1",
          "%s",
          "{{a}}",
          "'",
          "\"",
          "\t",
          "\u00A0",
          "[[\u2003a]]",
          "[[" + "y".repeat(65) + "]]");
  private static final List<String> TEXTS =
      List.of(
          "",
          "hello",
          "[[a]]",
          "\\[[a]]",
          "true",
          "false",
          "True",
          "7",
          "-7.50",
          "007",
          "1e5",
          "-0",
          "-0.00",
          ".5",
          "5.",
          "3.0",
          "http://a.example",
          "HTTPS://A.example/x?y#z",
          "http://",
          "http:///x",
          "http://a b",
          "http://?",
          "ftp://x",
          "2024-02-29",
          "2023-02-29",
          "2026-12-31",
          "0000-01-01",
          "2026-13-01",
          "2026-04-31",
          "2026-01-31T12:00:00Z",
          "2026-01-31T12:00",
          "2026-01-31T24:00",
          "2026-01-31T12:00:00.1234567Z",
          "2026-01-31T12:00:00.123456+14:59",
          "2026-01-31T12:00:00+15:00",
          "2026-01-31T12:00:60Z",
          "2026-01-31 12:00",
          "9b2d7c1e-0000-4000-8000-0123456789AB",
          "not-a-uuid",
          "one",
          "two",
          "é\uD83D\uDE00",
          "line\nbreak",
          "tab\t\"quote\"\\",
          "\u0001\u001f\u007f",
          " padded ",
          "1".repeat(100),
          "1".repeat(101),
          "0." + "1".repeat(98),
          "0." + "1".repeat(99),
          "\u0130\u212A");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "-0.0",
          "1",
          "1.0",
          "1.50",
          "-12",
          "1e3",
          "1.50e1",
          "1e-3",
          "0e5",
          "0e-5",
          "12345678901234567890123",
          "1e99",
          "1e100",
          "1e-98",
          "1e-99",
          "1.0e2",
          "3.00",
          "-1e99");

  /** Two of three cases are tame, so that most of them render; the others may hold anything. */
  static TemplateCase next(RandomGenerator random) {
    boolean tame = random.nextInt(3) > 0;
    List<Parameter> parameters = new ArrayList<>();
    List<String> free =
        new ArrayList<>(List.of("a", "b", "long label", "x_1", "Größe", "9", "unused"));
    for (int i = random.nextInt(5); i > 0; i--) {
      String label = free.remove(random.nextInt(free.size()));
      parameters.add(tame ? tameParameter(random, label) : parameter(random, label));
    }
    List<String> labels =
        tame ? parameters.stream().map(p -> variant(random, p.label())).toList() : LABELS;
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      boolean glue = labels.isEmpty() || random.nextInt(2) == 0;
      body.append(glue ? pick(random, GLUE) : slot(random, pick(random, labels)));
    }
    ObjectNode inputs = Json.object();
    for (int i = tame ? 0 : random.nextInt(6); i > 0; i--) {
      inputs.set(variant(random, pick(random, LABELS)), value(random, 0));
    }
    for (Parameter parameter : parameters) {
      if (tame || random.nextInt(3) > 0) {
        JsonNode value = tame ? tameValue(random, parameter.type()) : value(random, 0);
        inputs.set(variant(random, parameter.label()), value);
      }
    }
    return new TemplateCase(body.toString(), parameters, inputs);
  }

  private static String variant(RandomGenerator random, String label) {
    return switch (random.nextInt(6)) {
      case 0 -> label.replace('a', 'A');
      case 1 -> " " + label;
      default -> label;
    };
  }

  private static Parameter tameParameter(RandomGenerator random, String label) {
    return Parameter.of(label, pick(random, TYPES), random.nextBoolean());
  }

  private static JsonNode tameValue(RandomGenerator random, String type) {
    return switch (type) {
      case "number", "float", "decimal" -> Plan.json(pick(random, NUMBERS.subList(0, 15)));
      case "integer" -> Plan.json(pick(random, List.of("0", "-0", "7", "3.00", "1e3", "'7.0'")));
      case "boolean" -> Plan.json(pick(random, List.of("true", "false", "'true'")));
      case "url" -> StringNode.valueOf("https://a.example/?q=" + random.nextInt(9));
      case "date" -> StringNode.valueOf("2026-0" + random.nextInt(1, 10) + "-28");
      case "datetime" -> StringNode.valueOf("2026-01-31T12:0" + random.nextInt(10) + "Z");
      case "file" -> StringNode.valueOf("9B2D7C1E-0000-4000-8000-01234567890" + random.nextInt(10));
      default -> value(random, 0);
    };
  }

  private static Parameter parameter(RandomGenerator random, String label) {
    return new Parameter(
        label,
        pick(random, TYPES),
        random.nextBoolean(),
        switch (random.nextInt(5)) {
          case 0 -> Plan.json("['one', 'two', 7, true]");
          case 1 -> Plan.json("[{'value': 'one', 'label': 'One'}, {'value': 7.50}, {'no': 1}]");
          case 2 -> Json.array();
          case 3 -> Plan.json("{'values': ['one']}");
          default -> null;
        },
        random.nextInt(3) == 0 ? value(random, 0) : null,
        random.nextInt(4) == 0 ? random.nextInt(4) : null,
        random.nextInt(4) == 0 ? random.nextInt(40) : null);
  }

  private static String slot(RandomGenerator random, String label) {
    return switch (random.nextInt(6)) {
      case 0 -> "[[ " + label + "  ]]";
      case 1 -> "[[" + label + "!]]";
      case 2 -> "[[" + label + ":" + pick(random, TYPES) + "]]";
      case 3 -> "[[" + label + " : date ! ]]";
      default -> "[[" + label + "]]";
    };
  }

  private static JsonNode value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 2 ? 7 : 10)) {
      case 0, 1, 2, 3 -> StringNode.valueOf(pick(random, TEXTS));
      case 4, 5 -> Plan.json(pick(random, NUMBERS));
      case 6 ->
          random.nextInt(4) == 0 ? NullNode.getInstance() : Plan.json("" + random.nextBoolean());
      case 7 -> list(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode list(RandomGenerator random, int depth) {
    ArrayNode array = Json.array();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth + 1));
    }
    return array;
  }

  private static ObjectNode object(RandomGenerator random, int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(pick(random, random.nextBoolean() ? LABELS : TEXTS), value(random, depth + 1));
    }
    return object;
  }

  private static <T> T pick(RandomGenerator random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The parameters as the SQL function takes them. */
  String parametersJson() {
    ArrayNode array = Json.array();
    for (Parameter parameter : parameters) {
      ObjectNode json = array.addObject();
      json.put("label", parameter.label()).put("type", parameter.type());
      json.put("required", parameter.required());
      json.set("options", orNull(parameter.options()));
      json.set("default_value", orNull(parameter.defaultValue()));
      json.put("min_length", parameter.minLength()).put("max_length", parameter.maxLength());
    }
    return array.toString();
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? NullNode.getInstance() : value;
  }

  /** What the engine's renderer makes of it: the text, or the message of its refusal. */
  String rendered() {
    try {
      return "ok " + Template.render(body, parameters, inputs);
    } catch (NodeException e) {
      return "refused " + e.getMessage();
    }
  }
}
