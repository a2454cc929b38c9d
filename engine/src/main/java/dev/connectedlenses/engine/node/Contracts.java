package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what goes into and comes out of a lens against its contracts, and names every fault. */
public final class Contracts {
  private Contracts() {}

  /**
   * One field that breaks a contract.
   *
   * @param rule the keyword of the contract that is broken, e.g. {@code required}
   */
  public record Violation(String field, String rule, String message) {}

  public static List<Violation> checkInput(JsonNode contract, ObjectNode input) {
    return check(contract, input);
  }

  /** An output contract is about the data; of an output that is only text, about that text. */
  public static List<Violation> checkOutput(JsonNode contract, Envelope envelope) {
    JsonNode data = envelope.data();
    if (data != null && data.isObject()) {
      return check(contract, data.asObject());
    }
    ObjectNode whole = Json.object().put("output", envelope.output());
    if (data != null) {
      whole.set("data", data);
    }
    return check(contract, whole);
  }

  private static List<Violation> check(JsonNode contract, ObjectNode value) {
    List<Violation> violations = new ArrayList<>();
    Map<String, JsonNode> fields = fields(contract);
    fields.forEach((name, field) -> Fields.check(name, field, value.get(name), violations));
    if (contract.path("strict").asBoolean(false)) {
      for (String name : value.propertyNames()) {
        if (!fields.containsKey(name)) {
          violations.add(new Violation(name, "strict", "is not a field of the contract"));
        }
      }
    }
    requireAnyOf(contract.path("requireAnyOf"), value, violations);
    return violations;
  }

  /** Fields by name; a contract lists them as an object by name or as a list with names. */
  static Map<String, JsonNode> fields(JsonNode contract) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    JsonNode declared = contract.path("fields");
    if (declared.isArray()) {
      declared.forEach(field -> fields.put(field.path("name").asString(""), field));
    } else {
      declared.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    }
    return fields;
  }

  /** The groups of which one has to be wholly present; a bare name is a group of one. */
  static List<List<String>> groups(JsonNode requireAnyOf) {
    List<List<String>> groups = new ArrayList<>();
    for (JsonNode group : requireAnyOf) {
      List<String> names = new ArrayList<>();
      if (group.isArray()) {
        group.forEach(name -> names.add(name.asString("")));
      } else {
        names.add(group.asString(""));
      }
      groups.add(names);
    }
    return groups;
  }

  private static void requireAnyOf(
      JsonNode requireAnyOf, ObjectNode value, List<Violation> violations) {
    List<List<String>> groups = groups(requireAnyOf);
    boolean met = groups.isEmpty();
    for (List<String> group : groups) {
      met |= group.stream().allMatch(value::hasNonNull);
    }
    if (!met) {
      String all =
          groups.stream()
              .map(group -> String.join(" and ", group))
              .collect(Collectors.joining(", or "));
      violations.add(new Violation("", "requireAnyOf", "needs " + all));
    }
  }

  /** The failure that tells all violations of one side of a node. */
  public static Failure failure(String phase, List<Violation> violations) {
    String all =
        violations.stream()
            .map(v -> v.field().isEmpty() ? v.message() : "\"" + v.field() + "\" " + v.message())
            .collect(Collectors.joining("; "));
    ObjectNode details = Json.object().put("phase", phase);
    details.set("violations", toJson(violations));
    String message = "the " + phase + " breaks its contract: " + all;
    return new Failure(Cause.CONTRACT_VIOLATED, message, null, details);
  }

  public static ArrayNode toJson(List<Violation> violations) {
    ArrayNode json = Json.array();
    for (Violation violation : violations) {
      json.addObject()
          .put("field", violation.field())
          .put("rule", violation.rule())
          .put("message", violation.message());
    }
    return json;
  }
}
