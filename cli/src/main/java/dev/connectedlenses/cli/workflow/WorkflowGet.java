package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens workflow get}: one workflow with its nodes and edges. */
@Command(name = "get", description = "Show one workflow with its nodes and edges.")
final class WorkflowGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("title", w -> w.path("workflow").path("title").asString(""), false),
          new Column("id", w -> w.path("workflow").path("id").asString(""), false),
          new Column("nodes", WorkflowGet::nodes, false),
          new Column("edges", WorkflowGet::edges, false));

  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).workflow(ref);
    context.printer().one(StoredWorkflow.read(context.api(), id, ref).root(), COLUMNS);
    return Exit.OK;
  }

  private static String nodes(JsonNode workflow) {
    return workflow
        .path("nodes")
        .valueStream()
        .map(n ->
            "\n  " + n.path("label").asString("") + " (" + n.path("kind").asString("lens") + ")")
        .collect(Collectors.joining());
  }

  private static String edges(JsonNode workflow) {
    Map<String, String> labels = new HashMap<>();
    workflow
        .path("nodes")
        .forEach(n -> labels.put(n.path("id").asString(""), n.path("label").asString("")));
    return workflow
        .path("edges")
        .valueStream()
        .map(e ->
            "\n  "
                + end(e, "source_node_id", "source_output_key", labels)
                + " → "
                + end(e, "target_node_id", "target_param_label", labels))
        .collect(Collectors.joining());
  }

  private static String end(JsonNode edge, String node, String name, Map<String, String> labels) {
    return labels.get(edge.path(node).asString("")) + "." + edge.path(name).asString("");
  }
}
