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

/** {@code clens workflow versions}. */
@Command(name = "versions", description = "List the versions of a workflow, newest first.")
final class WorkflowVersions extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("version", "version_number"),
          Column.of("status", "status"),
          Column.time("published", "published_at"),
          Column.of("nodes", "node_count"),
          Column.of("changelog", "changelog"),
          Column.wide("id", "id"));

  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).workflow(ref);
    context
        .printer()
        .list(
            context.first(
                context.api().rpc("fn_get_workflow_versions", Map.of("p_workflow_id", id))),
            COLUMNS);
    return Exit.OK;
  }
}
