package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The labels of a run's nodes, read from the snapshot that the run is pinned to. */
public final class RunLabels {
  private RunLabels() {}

  /** Node id → label. */
  public static Map<String, String> of(Api api, String runId) {
    Map<String, String> labels = new HashMap<>();
    graph(api, runId)
        .path("nodes")
        .forEach(node -> labels.put(node.path("id").asString(""), node.path("label").asString("")));
    return labels;
  }

  /** The graph that the run is pinned to: nodes and edges. */
  static JsonNode graph(Api api, String runId) {
    JsonNode runs =
        api.rows(
            "lenses",
            "workflow_runs",
            Map.of("select", "workflow_version_id", "id", "eq." + runId));
    if (runs.isEmpty()) {
      throw noRun(runId);
    }
    String version = runs.get(0).path("workflow_version_id").asString("");
    return api.rpc("fn_get_workflow_version_snapshot", Map.of("p_version_id", version)).path(0);
  }

  static CliError noRun(String runId) {
    return new CliError(
        Exit.NOT_FOUND, "run_not_found", "no run " + runId, "list yours with: clens run list");
  }
}
