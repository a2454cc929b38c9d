package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens workflow validate}: what keeps a workflow from running. */
@Command(
    name = "validate",
    description = "List what is wrong with a workflow; exit code 1 on errors.")
final class WorkflowValidate extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("severity", "severity"),
          Column.of("code", "code"),
          Column.of("message", "message"),
          Column.wide("node", "node_id"),
          Column.wide("edge", "edge_id"));

  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).workflow(ref);
    JsonNode problems = context.api().rpc("fn_validate_workflow", Map.of("p_workflow_id", id));
    context.printer().list(problems, COLUMNS);
    boolean broken =
        problems.valueStream().anyMatch(p -> p.path("severity").asString("").equals("error"));
    if (!broken) {
      context.notes().say("ready to run");
    }
    return broken ? Exit.ERROR : Exit.OK;
  }
}
