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

  /** One node that makes a text of each item of a list, sixteen at a time. */
  static Chain overItems(Database database, Identity owner, int items) {
    ArrayNode nodes = JsonMapper.shared().createArrayNode();
    ObjectNode config =
        nodes
            .addObject()
            .put("id", UUID.randomUUID().toString())
            .put("kind", "for_each")
            .put("label", "each")
            .putObject("config")
            .put("kind", "transform")
            .put("concurrency", 16)
            .put("max_items", items);
    config.putObject("config").put("text", "[[item]]!");
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (int i = 0; i < items; i++) {
      list.add("item " + i);
    }
    String inputs = JsonMapper.shared().createObjectNode().set("items", list).toString();
    return database.asUser(
        owner, handle -> create(handle, nodes, JsonMapper.shared().createArrayNode(), inputs));
  }

  /** One node that asks a model and gives it ten minutes. */
  static Chain asking(Database database, Identity owner, String model) {
    ArrayNode nodes = JsonMapper.shared().createArrayNode();
    nodes
        .addObject()
        .put("id", UUID.randomUUID().toString())
        .put("kind", "lens")
        .put("label", "ask")
        .putObject("config")
        .put("template_body", "Say: [[text]]")
        .put("model_id", model)
        .putObject("retry_policy")
        .put("timeoutMs", 600_000);
    ArrayNode none = JsonMapper.shared().createArrayNode();
    return database.asUser(owner, handle -> create(handle, nodes, none, "{\"text\":\"hello\"}"));
  }

  /** Starts runs as a signed-in user does, a hundred in each transaction. */
  List<UUID> start(Database database, Identity user, int runs) {
    List<UUID> started = new ArrayList<>();
    for (int left = runs; left > 0; left -= 100) {
      int some = Math.min(left, 100);
      started.addAll(database.asUser(user, handle -> start(handle, some)));
    }
    return started;
  }

  private List<UUID> start(Handle handle, int runs) {
    return handle
        .createQuery(
            "select public.fn_start_workflow_run(:workflow, :inputs::jsonb, p_version_id => :version) from generate_series(1, :runs)")
        .bind("workflow", workflowId)
        .bind("inputs", inputs)
        .bind("version", versionId)
        .bind("runs", runs)
        .mapTo(UUID.class)
        .list();
  }

  private static Chain create(Handle handle, int length) {
    List<UUID> ids = new ArrayList<>();
    ArrayNode nodes = nodes(length, ids);
    return create(handle, nodes, edges(ids), "{\"text\":\"" + "x".repeat(180) + "\"}");
  }

  private static Chain create(Handle handle, ArrayNode nodes, ArrayNode edges, String inputs) {
    UUID workflow =
        handle
            .createQuery(
                "select id from public.fn_create_workflow('bench chain ' || gen_random_uuid())")
            .mapTo(UUID.class)
            .one();
    handle
        .createQuery(
            "select count(*) from public.fn_upsert_workflow_nodes(:workflow, :nodes::jsonb)")
        .bind("workflow", workflow)
        .bind("nodes", nodes.toString())
        .mapTo(Long.class)
        .one();
    handle
        .createQuery(
            "select count(*) from public.fn_upsert_workflow_edges(:workflow, :edges::jsonb)")
        .bind("workflow", workflow)
        .bind("edges", edges.toString())
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
    return new Chain(workflow, version, inputs);
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
