package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes snapshots as {@code lenses.build_snapshot} does, for tests that start below the schema.
 */
final class GraphJson {
  private final Map<String, UUID> ids = new LinkedHashMap<>();
  private final ObjectNode graph = Json.object().put("format", 1);

  GraphJson() {
    graph.putArray("nodes");
    graph.putArray("edges");
  }

  /** A node whose config is given as JSON with single quotes. */
  GraphJson node(String label, String kind, String config) {
    UUID id = UUID.randomUUID();
    ids.put(label, id);
    ObjectNode node = graph.get("nodes").asArray().addObject();
    node.put("id", id.toString()).put("label", label).put("kind", kind).put("ordinal", ids.size());
    node.set("config", Json.MAPPER.readTree(config.replace('\'', '"')));
    node.putNull("lens");
    return this;
  }

  /** A lens node with an inline body. */
  GraphJson lens(String label, String body, String config) {
    node(label, "lens", config);
    ObjectNode lens = last().putObject("lens");
    lens.put("template_body", body);
    lens.putArray("parameters");
    return this;
  }

  /** A text parameter of the last lens node. */
  GraphJson parameter(String label) {
    last()
        .get("lens")
        .get("parameters")
        .asArray()
        .addObject()
        .put("label", label)
        .put("type", "text")
        .put("required", true);
    return this;
  }

  /** The output contract of the last lens node, as JSON with single quotes. */
  GraphJson outputContract(String contract) {
    ObjectNode lens = last().get("lens").asObject();
    lens.set("output_contract", Json.MAPPER.readTree(contract.replace('\'', '"')));
    return this;
  }

  private ObjectNode last() {
    var nodes = graph.get("nodes").asArray();
    return nodes.get(nodes.size() - 1).asObject();
  }

  GraphJson edge(String source, String target, String label) {
    return edge(source, target, label, "{}");
  }

  /** An edge with further keys, e.g. a condition, as JSON with single quotes. */
  GraphJson edge(String source, String target, String label, String more) {
    ObjectNode edge = graph.get("edges").asArray().addObject();
    edge.put("id", UUID.randomUUID().toString());
    edge.put("source_node_id", id(source).toString());
    edge.put("target_node_id", id(target).toString());
    edge.put("source_output_key", "output").put("target_param_label", label);
    edge.put("merge_strategy", "last_write_wins").put("ordinal", graph.get("edges").size());
    edge.setAll(Json.MAPPER.readTree(more.replace('\'', '"')).asObject());
    return this;
  }

  UUID id(String label) {
    UUID id = ids.get(label);
    if (id == null) {
      throw new IllegalArgumentException("no node \"" + label + "\"");
    }
    return id;
  }

  /** A chain of transforms, each of which puts one letter after what the last one gave. */
  static GraphJson chain(int length) {
    GraphJson graph = new GraphJson();
    for (int i = 1; i <= length; i++) {
      graph.node("n" + i, "transform", "{'text':'[[in]]x'}");
      if (i > 1) {
        graph.edge("n" + (i - 1), "n" + i, "in");
      }
    }
    return graph;
  }

  List<UUID> nodeIds() {
    return List.copyOf(ids.values());
  }

  List<String> labels() {
    return List.copyOf(ids.keySet());
  }

  String json() {
    return graph.toString();
  }
}
