package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.api.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Follows one input of one node back through a run, step by step, to the run's inputs. */
public final class Trace {
  private final String runId;
  private final JsonNode provenance;
  private final Map<String, String> labels;
  private final Set<String> seen = new HashSet<>();

  public Trace(Api api, String runId) {
    this(
        runId,
        api.rpc("fn_get_run_provenance", Map.of("p_run_id", runId)),
        RunLabels.of(api, runId));
  }

  /**
   * @param provenance what {@code fn_get_run_provenance} gives
   * @param labels node id → label
   */
  Trace(String runId, JsonNode provenance, Map<String, String> labels) {
    this.runId = runId;
    this.provenance = provenance;
    this.labels = Map.copyOf(labels);
  }

  /**
   * Lines that tell where a value came from, each step one level deeper.
   *
   * @param parameter empty for every input of the node
   */
  public List<String> lines(String label, String parameter) {
    List<String> lines = new ArrayList<>();
    lines.add(parameter.isEmpty() ? label : label + "." + parameter);
    labels.forEach((id, name) -> {
      if (name.equals(label)) {
        follow(id, parameter, 1, lines);
      }
    });
    return lines;
  }

  private void follow(String nodeId, String parameter, int depth, List<String> lines) {
    for (JsonNode step : provenance) {
      boolean here =
          step.path("target_run_id").asString(runId).equals(runId)
              && step.path("target_node_id").asString("").equals(nodeId)
              && (parameter.isEmpty()
                  || step.path("target_input_path").asString("").equals(parameter));
      if (here && seen.add(step.path("id").asString())) {
        lines.add("  ".repeat(depth) + "← " + origin(step));
        if (step.hasNonNull("source_node_id") && isOwn(step)) {
          follow(step.path("source_node_id").asString(), "", depth + 1, lines);
        }
      }
    }
  }

  private String origin(JsonNode step) {
    String path = step.path("source_output_path").asString("");
    if (!isOwn(step)) {
      return "run " + step.path("source_run_id").asString() + " " + path;
    }
    return step.hasNonNull("source_node_id")
        ? labels.get(step.path("source_node_id").asString()) + "." + path
        : "run input \"" + path + "\"";
  }

  /** Whether a value came from this run, and not from the one it was rerun or started from. */
  private boolean isOwn(JsonNode step) {
    return step.path("source_run_id").asString(runId).equals(runId);
  }
}
