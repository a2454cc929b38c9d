package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.GraphReader;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds small graphs for tests, through the snapshot format that the database writes. */
public final class Plan {
  private static final UUID WORKFLOW = id("workflow");
  private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
  private final ArrayNode edges = Json.array();

  /** The id that a node or edge of this name has. */
  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  public static JsonNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }

  /** Nodes without parameters. */
  public Plan nodes(String... labels) {
    for (String label : labels) {
      node(label, "{}");
    }
    return this;
  }

  public Plan node(String label, String config) {
    ObjectNode node = Json.object();
    node.put("id", id(label).toString()).put("label", label).put("kind", "lens");
    node.put("ordinal", nodes.size());
    node.set("config", json(config));
    nodes.put(label, node);
    return this;
  }

  /** A node of a kind without a lens. */
  public Plan kind(String label, String kind, String config) {
    node(label, config);
    named(label).put("kind", kind);
    return this;
  }

  /** Gives a node a lens with these parameters (and contracts, if the block has them). */
  public Plan lens(String label, String block) {
    ObjectNode lens = json(block).asObject();
    if (!lens.has("template_body")) {
      lens.put("template_body", "do it");
    }
    named(label).set("lens", lens);
    return this;
  }

  public Plan param(String label, String name, String type, boolean required) {
    ObjectNode node = named(label);
    if (!node.has("lens")) {
      lens(label, "{'parameters': []}");
    }
    ArrayNode parameters = (ArrayNode) node.path("lens").path("parameters");
    parameters.addObject().put("label", name).put("type", type).put("required", required);
    return this;
  }

  private ObjectNode named(String label) {
    return Objects.requireNonNull(nodes.get(label), label);
  }

  public Plan chain(String... labels) {
    for (int i = 0; i + 1 < labels.length; i++) {
      edge(labels[i], labels[i + 1]);
    }
    return this;
  }

  /** An edge that carries the text output into the label "in". */
  public Plan edge(String source, String target) {
    return edge(source, target, "{}");
  }

  /** An edge with more fields of the snapshot format, e.g. a condition. */
  public Plan edge(String source, String target, String more) {
    ObjectNode edge = Json.object();
    edge.put("id", id(source + ">" + target + edges.size()).toString());
    edge.put("source_node_id", id(source).toString());
    edge.put("target_node_id", id(target).toString());
    edge.put("source_output_key", "output").put("target_param_label", "in");
    edge.put("ordinal", edges.size());
    edge.setAll(json(more).asObject());
    edges.add(edge);
    return this;
  }

  public ObjectNode snapshot() {
    ObjectNode snapshot = Json.object().put("format", 1);
    ArrayNode list = snapshot.putArray("nodes");
    nodes.values().forEach(list::add);
    snapshot.set("edges", edges);
    return snapshot;
  }

  public Graph build() {
    return GraphReader.read(WORKFLOW, id("version"), snapshot(), NodePolicy.DEFAULT);
  }
}
