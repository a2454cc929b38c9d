package dev.connectedlenses.engine.graph;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a graph.
 *
 * @param kind name of the node kind, e.g. {@code lens} or {@code transform}
 * @param config the node's own settings, valid against its kind's JSON Schema
 * @param lens the pinned lens version, for kinds that use one
 * @param parameters what the node takes by name: its lens's parameters, or the labels that its
 *     config refers to
 */
public record Node(
    UUID id,
    String label,
    String kind,
    ObjectNode config,
    @Nullable Lens lens,
    List<Parameter> parameters,
    NodePolicy policy) {
  public Node {
    parameters = List.copyOf(parameters);
  }

  /** A value that the node's own config fixes for a parameter, or null. */
  public @Nullable JsonNode override(String label) {
    JsonNode overrides = config.get("param_overrides");
    if (overrides == null || overrides.has(label)) {
      return overrides == null ? null : overrides.get(label);
    }
    String key = Label.key(label);
    for (Map.Entry<String, JsonNode> override : overrides.properties()) {
      if (Label.key(override.getKey()).equals(key)) {
        return override.getValue();
      }
    }
    return null;
  }
}
