package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens run output}: what a run came to, as text for people and pipes, or whole as JSON. */
@Command(
    name = "output",
    description = "Print what a run came to: of one node, or of those that lead nowhere further.")
final class RunOutput extends CliCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "A node's label.")
  @Nullable String node;

  @Override
  protected Exit run(Context context) {
    JsonNode graph = RunLabels.graph(context.api(), runId);
    Map<String, JsonNode> outputs = outputs(context, graph, wanted(graph));
    if (outputs.isEmpty()) {
      throw new CliError(
          Exit.CONFLICT,
          "no_output",
          (node == null ? "run " + runId : "node \"" + node + "\"") + " has no output",
          "see how it stands: clens run get " + runId);
    }
    if (context.inWords()) {
      context.printer().text(words(outputs));
    } else {
      ObjectNode all = JsonMapper.shared().createObjectNode();
      outputs.forEach(all::set);
      context.printer().one(all, List.of());
    }
    return Exit.OK;
  }

  private static String words(Map<String, JsonNode> outputs) {
    StringJoiner text = new StringJoiner("\n");
    outputs.forEach((label, output) -> {
      if (outputs.size() > 1) {
        text.add("## " + label);
      }
      text.add(output.path("output").asString(""));
    });
    return text.toString();
  }

  /** Ids of the nodes that are asked for: the named one, or all that no other one reads. */
  private Set<String> wanted(JsonNode graph) {
    Set<String> ids = new HashSet<>();
    for (JsonNode one : graph.path("nodes")) {
      if (node == null || one.path("label").asString("").equals(node)) {
        ids.add(one.path("id").asString());
      }
    }
    if (ids.isEmpty()) {
      throw new CliError(
          Exit.NOT_FOUND,
          "node_not_found",
          "run %s has no node \"%s\"".formatted(runId, node),
          "list them with: clens run get " + runId);
    }
    if (node == null) {
      graph.path("edges").forEach(e -> ids.remove(e.path("source_node_id").asString("")));
    }
    return ids;
  }

  /** In the order of the graph's nodes. */
  private Map<String, JsonNode> outputs(Context context, JsonNode graph, Set<String> wanted) {
    // the state of a run cuts long outputs
    JsonNode rows = context.api().rpc("fn_get_workflow_node_results", Map.of("p_run_id", runId));
    Map<String, JsonNode> done = new LinkedHashMap<>();
    for (JsonNode result : rows) {
      if (result.path("status").asString("").equals("completed")
          && result.path("iteration").asInt(0) == 0) {
        done.put(result.path("node_id").asString(), result.path("output_data"));
      }
    }
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    for (JsonNode one : graph.path("nodes")) {
      JsonNode output = done.get(one.path("id").asString());
      if (output != null && wanted.contains(one.path("id").asString())) {
        outputs.put(one.path("label").asString(), output);
      }
    }
    return outputs;
  }
}
