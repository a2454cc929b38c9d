package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The benchmark's work: a published chain of trivial transforms, each passing its text on. */
record Chain(UUID workflowId, UUID versionId, String inputs) {

  static Chain create(Database database, Identity owner, int length) {
    return database.asUser(owner, handle -> create(handle, length));
  }

  private static Chain create(Handle handle, int length) {
    UUID workflow =
        handle
            .createQuery(
                "select id from public.fn_create_workflow('bench chain ' || gen_random_uuid())")
            .mapTo(UUID.class)
            .one();
    List<UUID> ids = new ArrayList<>();
    handle
        .createQuery(
            "select count(*) from public.fn_upsert_workflow_nodes(:workflow, :nodes::jsonb)")
        .bind("workflow", workflow)
        .bind("nodes", nodes(length, ids).toString())
        .mapTo(Long.class)
        .one();
    handle
        .createQuery(
            "select count(*) from public.fn_upsert_workflow_edges(:workflow, :edges::jsonb)")
        .bind("workflow", workflow)
        .bind("edges", edges(ids).toString())
        .mapTo(Long.class)
        .one();
    UUID version =
        handle
            .createQuery("select public.fn_create_workflow_version(:workflow)")
            .bind("workflow", workflow)
            .mapTo(UUID.class)
            .one();
    handle
        .createQuery("select public.fn_publish_workflow_version(:version)::text")
        .bind("version", version)
        .mapTo(String.class)
        .one();
    return new Chain(workflow, version, "{\"text\":\"" + "x".repeat(180) + "\"}");
  }

  private static ArrayNode nodes(int length, List<UUID> ids) {
    ArrayNode nodes = JsonMapper.shared().createArrayNode();
    for (int i = 0; i < length; i++) {
      UUID id = UUID.randomUUID();
      ids.add(id);
      node(nodes.addObject(), id, i);
    }
    return nodes;
  }

  private static void node(ObjectNode node, UUID id, int ordinal) {
    node.put("id", id.toString())
        .put("kind", "transform")
        .put("label", "step " + ordinal)
        .put("ordinal", ordinal)
        .putObject("config")
        .put("text", "[[text]]");
  }

  private static ArrayNode edges(List<UUID> ids) {
    ArrayNode edges = JsonMapper.shared().createArrayNode();
    for (int i = 1; i < ids.size(); i++) {
      edges
          .addObject()
          .put("source_node_id", ids.get(i - 1).toString())
          .put("target_node_id", ids.get(i).toString())
          .put("source_output_key", "output")
          .put("target_param_label", "text")
          .put("ordinal", i);
    }
    return edges;
  }
}
