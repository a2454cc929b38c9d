package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A workflow as the server has it: what {@code fn_get_workflow_bootstrap} gives. */
record StoredWorkflow(JsonNode root) {
  /** Reads it, or says that it is not there. */
  static StoredWorkflow read(Api api, String id, String ref) {
    JsonNode rows = api.rpc("fn_get_workflow_bootstrap", Map.of("p_workflow_id", id));
    if (!rows.path(0).path("workflow").isObject()) {
      throw new CliError(Exit.NOT_FOUND, "workflow_not_found", "no workflow \"" + ref + "\"", null);
    }
    return new StoredWorkflow(rows.path(0));
  }

  JsonNode head() {
    return root.path("workflow");
  }

  /** Ids of nodes by label. */
  Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    root.path("nodes").forEach(n -> ids.put(n.path("label").asString(), n.path("id").asString()));
    return ids;
  }

  /** The lenses that its nodes name. */
  Set<String> lenses() {
    return root.path("nodes")
        .valueStream()
        .filter(n -> n.hasNonNull("lens_id"))
        .map(n -> n.path("lens_id").asString())
        .collect(Collectors.toSet());
  }

  /** How lenses are called in a file. */
  interface Names {
    String lens(String lens);

    JsonNode version(String lens, String version);
  }

  /** The file that makes it. */
  ObjectNode file(Names names) {
    ObjectNode file = JsonMapper.shared().createObjectNode();
    file.put("title", head().path("title").asString());
    String description = head().path("description").asString("");
    if (!description.isEmpty()) {
      file.put("description", description);
    }
    ObjectNode nodes = file.putObject("nodes");
    root.path("nodes").forEach(n -> nodes.set(n.path("label").asString(), node(n, names)));
    ArrayNode edges = file.putArray("edges");
    Map<String, String> labels = new HashMap<>();
    ids().forEach((label, id) -> labels.put(id, label));
    root.path("edges").forEach(e -> edges.add(edge(e, labels)));
    refuseAmbiguous(file);
    return file;
  }

  private static ObjectNode node(JsonNode stored, Names names) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    if (!stored.path("kind").asString("lens").equals("lens")) {
      node.put("kind", stored.path("kind").asString());
    }
    if (stored.hasNonNull("lens_id")) {
      String lens = stored.path("lens_id").asString();
      node.put("lens", names.lens(lens));
      if (stored.hasNonNull("version_id")) {
        node.set("version", names.version(lens, stored.path("version_id").asString()));
      }
    }
    if (!stored.path("config").isEmpty()) {
      node.set("config", stored.path("config"));
    }
    node.putArray("position")
        .add(stored.path("position_x").asDecimal(BigDecimal.ZERO))
        .add(stored.path("position_y").asDecimal(BigDecimal.ZERO));
    return node;
  }

  private static ObjectNode edge(JsonNode stored, Map<String, String> labels) {
    ObjectNode edge = JsonMapper.shared().createObjectNode();
    String key = stored.path("source_output_key").asString("output");
    String source = String.valueOf(labels.get(stored.path("source_node_id").asString()));
    String target = String.valueOf(labels.get(stored.path("target_node_id").asString()));
    edge.put("from", key.equals("output") ? source : source + "." + key);
    edge.put("to", target + "." + stored.path("target_param_label").asString());
    String merge = stored.path("merge_strategy").asString("last_write_wins");
    if (!merge.equals("last_write_wins")) {
      edge.put("merge", merge);
    }
    if (stored.path("condition").isObject()) {
      edge.set("when", stored.path("condition"));
    }
    return edge;
  }

  /** Labels may hold dots, so that two of them can make an edge that reads as another one. */
  private void refuseAmbiguous(ObjectNode file) {
    ArrayNode read = WorkflowFile.of(file).edges(ids());
    for (int i = 0; i < read.size(); i++) {
      JsonNode stored = root.path("edges").path(i);
      for (String part :
          Set.of("source_node_id", "source_output_key", "target_node_id", "target_param_label")) {
        if (!stored.path(part).asString().equals(read.get(i).path(part).asString())) {
          throw new CliError(
              Exit.CONFLICT,
              "ambiguous_label",
              "the edge to \"%s\" would be read as another one"
                  .formatted(file.path("edges").path(i).path("to").asString()),
              "rename the node whose label begins like another one's and goes on with a dot");
        }
      }
    }
  }
}
