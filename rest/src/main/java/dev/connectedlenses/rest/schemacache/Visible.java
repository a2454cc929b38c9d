package dev.connectedlenses.rest.schemacache;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The relations and functions that a role may use, by object number. */
public record Visible(Set<Long> relations, Set<Long> functions) {

  public Visible {
    relations = Set.copyOf(relations);
    functions = Set.copyOf(functions);
  }

  /** Reads the answer of {@link CatalogStatement#visible}. */
  public static Visible read(byte[] json) {
    JsonNode node = JsonMapper.shared().readTree(json);
    return new Visible(numbers(node.path("relations")), numbers(node.path("functions")));
  }

  private static Set<Long> numbers(JsonNode list) {
    Set<Long> numbers = new HashSet<>();
    list.forEach(n -> numbers.add(n.asLong()));
    return numbers;
  }
}
