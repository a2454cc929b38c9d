package dev.connectedlenses.engine.node;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.GraphException;
import dev.connectedlenses.engine.graph.Node;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas of node configs: what every kind takes together with what the kind itself takes,
 * and nothing else, so that a spelling mistake never passes silently.
 */
public final class KindConfigs {
  private static final List<String> KINDS =
      List.of(
          "agent",
          "approval",
          "branch",
          "callback",
          "for_each",
          "http_request",
          "lens",
          "memory_read",
          "memory_write",
          "output",
          "sub_workflow",
          "tool",
          "transform",
          "validate",
          "wait");

  private final Map<String, ObjectNode> schemas = new HashMap<>();
  private final Map<String, Schema> compiled = new HashMap<>();

  public KindConfigs(NodeKinds kinds) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (NodeKind kind : kinds.all()) {
      ObjectNode schema = whole(kind.configSchema());
      schemas.put(kind.name(), schema);
      compiled.put(kind.name(), registry.getSchema(schema));
    }
  }

  /** The whole schema of every kind that there is, for processes that run none. */
  public static Map<String, ObjectNode> known() {
    Map<String, ObjectNode> all = new TreeMap<>();
    KINDS.forEach(kind -> all.put(kind, whole(Texts.json(kind + ".schema.json"))));
    return all;
  }

  private static ObjectNode whole(ObjectNode own) {
    ObjectNode schema = own.deepCopy();
    ObjectNode properties = schema.withObjectProperty("properties");
    Texts.json("common.schema.json").get("properties").forEachEntry(properties::set);
    return schema.put("additionalProperties", false);
  }

  /** The whole schema of each kind's config, by name. */
  public Map<String, ObjectNode> all() {
    return Map.copyOf(schemas);
  }

  /** Throws with the first fault of the first node whose config does not fit its kind. */
  public void check(Graph graph) {
    for (Node node : graph.nodes()) {
      check(node, node.kind(), node.config(), "config");
      JsonNode step = node.config().get("config");
      if (node.kind().equals("for_each") && step != null) {
        check(node, node.config().path("kind").asString(""), step, "config of its step");
      }
    }
  }

  private void check(Node node, String kind, JsonNode config, String what) {
    Schema schema = compiled.get(kind);
    List<Error> faults = schema == null ? List.of() : schema.validate(config);
    if (!faults.isEmpty()) {
      throw new GraphException(
          "bad_config", node.id(), "node \"" + node.label() + "\": " + what + first(faults));
    }
  }

  private static String first(List<Error> faults) {
    return faults.stream()
        .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
        .min(Comparator.naturalOrder())
        .orElse("");
  }
}
