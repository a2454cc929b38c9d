package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.run.RunLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Follows one input of one node back through a run, step by step, to the run's inputs. */
final class Trace {
  private final JsonNode provenance;
  private final Map<String, String> labels;
  private final Set<String> seen = new HashSet<>();

  Trace(Api api, String runId) {
    this.provenance = api.rpc("fn_get_run_provenance", Map.of("p_run_id", runId));
    this.labels = RunLabels.of(api, runId);
  }

  /** Lines that tell where a value came from, each step one level deeper. */
  List<String> lines(String label, String parameter) {
    List<String> lines = new ArrayList<>();
    lines.add(label + "." + parameter);
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
          step.path("target_node_id").asString("").equals(nodeId)
              && (parameter.isEmpty()
                  || step.path("target_input_path").asString("").equals(parameter));
      if (here && seen.add(step.path("id").asString())) {
        lines.add("  ".repeat(depth) + "← " + origin(step));
        if (step.hasNonNull("source_node_id")) {
          follow(step.path("source_node_id").asString(), "", depth + 1, lines);
        }
      }
    }
  }

  private String origin(JsonNode step) {
    String path = step.path("source_output_path").asString("");
    return step.hasNonNull("source_node_id")
        ? labels.get(step.path("source_node_id").asString()) + "." + path
        : "run input \"" + path + "\"";
  }
}
