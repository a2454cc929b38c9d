package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a contract's fields as JSON Schema, for models that answer in a given shape. */
public final class ContractSchema {
  private static final List<String> SAME_IN_BOTH = List.of("pattern", "enum", "description");

  private ContractSchema() {}

  /** Whether a contract says anything about fields; if not there is no shape to ask for. */
  public static boolean hasFields(JsonNode contract) {
    return !Contracts.fields(contract).isEmpty();
  }

  public static ObjectNode of(JsonNode contract) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.array();
    Contracts.fields(contract)
        .forEach((name, field) -> {
          properties.set(name, field(field));
          if (field.path("required").asBoolean(false)) {
            required.add(name);
          }
        });
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (contract.path("strict").asBoolean(false)) {
      schema.put("additionalProperties", false);
    }
    anyOf(schema, Contracts.groups(contract.path("requireAnyOf")));
    copy(contract, "description", schema, "description");
    return schema;
  }

  private static ObjectNode field(JsonNode field) {
    ObjectNode schema = Json.object();
    String type = field.path("type").asString("any");
    type(schema, type);
    if (type.equals("array") && field.path("itemType").isString()) {
      type(schema.putObject("items"), field.path("itemType").asString());
    }
    copy(field, "min", schema, "minimum");
    copy(field, "max", schema, "maximum");
    copy(field, "minLength", schema, type.equals("array") ? "minItems" : "minLength");
    copy(field, "maxLength", schema, type.equals("array") ? "maxItems" : "maxLength");
    SAME_IN_BOTH.forEach(name -> copy(field, name, schema, name));
    return schema;
  }

  private static void type(ObjectNode schema, String type) {
    switch (type) {
      case "string", "number", "integer", "boolean", "array" -> schema.put("type", type);
      case "url" -> schema.put("type", "string").put("format", "uri");
      case "json" -> schema.putArray("type").add("object").add("array");
      default -> {}
    }
  }

  private static void anyOf(ObjectNode schema, List<List<String>> groups) {
    if (!groups.isEmpty()) {
      ArrayNode anyOf = schema.putArray("anyOf");
      for (List<String> group : groups) {
        ArrayNode names = anyOf.addObject().putArray("required");
        group.forEach(names::add);
      }
    }
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    JsonNode value = from.get(name);
    if (value != null && !value.isNull()) {
      to.set(as, value);
    }
  }
}
