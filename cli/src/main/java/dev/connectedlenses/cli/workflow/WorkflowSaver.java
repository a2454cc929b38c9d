package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.out.CliError;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Stores a workflow file as a workflow of the caller. */
public final class WorkflowSaver {
  private final Api api;

  public WorkflowSaver(Api api) {
    this.api = api;
  }

  /**
   * Creates the workflow with its nodes and edges.
   *
   * @return the workflow's id
   */
  public String save(WorkflowFile file, String visibility, Finder finder) {
    Map<String, Object> head = new HashMap<>();
    head.put("p_title", file.title());
    head.put("p_description", file.description());
    head.put("p_visibility", visibility);
    Map<String, String> ids = file.ids(UUID::randomUUID);
    Object nodes = file.nodes(ids, finder);
    Object edges = file.edges(ids);
    String id = api.rpc("fn_create_workflow", head).path(0).path("id").asString();
    try {
      api.rpc("fn_upsert_workflow_nodes", Map.of("p_workflow_id", id, "p_nodes", nodes));
      api.rpc("fn_upsert_workflow_edges", Map.of("p_workflow_id", id, "p_edges", edges));
    } catch (CliError e) {
      // a workflow with half its graph is of no use to anybody
      api.rpc("fn_delete_workflow", Map.of("p_workflow_id", id));
      throw e;
    }
    return id;
  }
}
