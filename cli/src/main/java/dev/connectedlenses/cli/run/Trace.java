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
    return end(step, "source", "source_output_path");
  }

  /**
   * One end of a step: a node by its label where it is of this run, and by its run where it is of
   * another one.
   *
   * @param end {@code source} or {@code target}
   */
  String end(JsonNode step, String end, String path) {
    String what = step.path(path).asString("");
    if (!step.path(end + "_run_id").asString(runId).equals(runId)) {
      return "run " + step.path(end + "_run_id").asString() + " " + what;
    }
    return step.hasNonNull(end + "_node_id")
        ? labels.getOrDefault(step.path(end + "_node_id").asString(), "?") + "." + what
        : "run input \"" + what + "\"";
  }

  /** Whether a value came from this run, and not from the one it was rerun or started from. */
  private boolean isOwn(JsonNode step) {
    return step.path("source_run_id").asString(runId).equals(runId);
  }
}
