package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the snapshot that a run is pinned to. What could make a run stand still or mean two things
 * is refused here, although validation should have caught it before.
 */
public final class GraphReader {
  private static final int FORMAT = 1;
  private final NodePolicy defaults;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<UUID, Integer> indexes = new HashMap<>();

  private GraphReader(NodePolicy defaults) {
    this.defaults = defaults;
  }

  /**
   * The graph of a snapshot.
   *
   * @param defaults of the assignment, schedule or agent, for what node configs leave open
   * @throws GraphException with a stable code where the snapshot cannot be run
   */
  public static Graph read(
      UUID workflowId, UUID versionId, JsonNode snapshot, NodePolicy defaults) {
    return new GraphReader(defaults).read(workflowId, versionId, snapshot);
  }

  private Graph read(UUID workflowId, UUID versionId, JsonNode snapshot) {
    if (snapshot.path("format").asInt(0) != FORMAT) {
      throw new GraphException(
          "bad_config", null, "the snapshot has format " + snapshot.path("format") + ", not 1");
    }
    for (JsonNode json : snapshot.path("nodes")) {
      Node node = node(json);
      if (indexes.put(node.id(), nodes.size()) != null) {
        throw new GraphException("bad_config", node.id(), "two nodes have the id " + node.id());
      }
      nodes.add(node);
    }
    List<Edge> edges = new ArrayList<>();
    for (JsonNode json : snapshot.path("edges")) {
      edges.add(edge(json));
    }
    Graph graph = new Graph(workflowId, versionId, nodes, edges);
    GraphChecks.check(graph);
    return graph;
  }

  private Node node(JsonNode json) {
    UUID id = id(json, "id");
    String label = json.path("label").asString("");
    ObjectNode config =
        json.path("config").isObject() ? json.path("config").asObject() : Json.object();
    String kind = json.path("kind").asString("lens");
    Lens lens = json.path("lens").isObject() ? LensReader.read(json.path("lens")) : null;
    try {
      List<Parameter> parameters =
          json.path("child").isObject()
              ? LensReader.parameters(json.path("child"))
              : References.of(kind, config, lens);
      NodePolicy policy = PolicyReader.read(config, defaults);
      return new Node(id, label, kind, config, lens, parameters, policy);
    } catch (IllegalArgumentException e) {
      throw new GraphException("bad_config", id, "node \"" + label + "\": " + e.getMessage());
    }
  }

  private Edge edge(JsonNode json) {
    UUID id = id(json, "id");
    int source = index(json, "source_node_id", id);
    int target = index(json, "target_node_id", id);
    if (source == target) {
      throw new GraphException("self_edge", id, "an edge of " + name(source) + " leads to itself");
    }
    return new Edge(
        id,
        source,
        target,
        sourceKey(json, id, source),
        json.path("target_param_label").asString(""),
        strategy(json, id),
        condition(json.path("condition"), id, source, target));
  }

  private MergeStrategy strategy(JsonNode json, UUID id) {
    JsonNode strategy = json.get("merge_strategy");
    try {
      return strategy == null || strategy.isNull()
          ? MergeStrategy.LAST_WRITE_WINS
          : PolicyReader.constant(strategy, "merge_strategy", MergeStrategy.class);
    } catch (IllegalArgumentException e) {
      throw new GraphException("merge_strategy_conflict", id, "edge " + id + ": " + e.getMessage());
    }
  }

  private Path sourceKey(JsonNode json, UUID id, int source) {
    try {
      return Path.parse(json.path("source_output_key").asString("output"));
    } catch (IllegalArgumentException e) {
      throw new GraphException(
          "unknown_source_output", id, "an edge from " + name(source) + ": " + e.getMessage());
    }
  }

  private @Nullable Condition condition(JsonNode json, UUID id, int source, int target) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    try {
      return Conditions.read(json);
    } catch (IllegalArgumentException e) {
      throw new GraphException(
          "bad_condition",
          id,
          "the edge from " + name(source) + " to " + name(target) + ": " + e.getMessage());
    }
  }

  private int index(JsonNode json, String field, UUID edge) {
    Integer index = indexes.get(id(json, field));
    if (index == null) {
      throw new GraphException(
          "orphan_node", edge, "edge " + edge + ": its " + field + " is no node of the graph");
    }
    return index;
  }

  private String name(int node) {
    return "\"" + nodes.get(node).label() + "\"";
  }

  static UUID id(JsonNode json, String field) {
    UUID id = optionalId(json, field);
    if (id == null) {
      throw new GraphException("bad_config", null, "the snapshot has an element without " + field);
    }
    return id;
  }

  static @Nullable UUID optionalId(JsonNode json, String field) {
    JsonNode value = json.get(field);
    try {
      return value == null || value.isNull() ? null : UUID.fromString(value.asString(""));
    } catch (IllegalArgumentException e) {
      throw new GraphException("bad_config", null, "\"" + field + "\" is no uuid: " + value);
    }
  }
}
