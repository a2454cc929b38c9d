package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code clens run list}. */
@Command(name = "list", description = "List your runs, newest first.")
final class RunList extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("status", "status"),
          Column.of("started by", "trigger_mode"),
          Column.time("created", "created_at"),
          Column.of("credits", "spent_credits"),
          Column.wide("workflow", "workflow_id"),
          Column.wide("completed", "completed_at"));

  @Option(names = "--workflow", paramLabel = "WORKFLOW", description = "Only runs of this one.")
  @Nullable String workflow;

  @Override
  protected Exit run(Context context) {
    String only = workflow;
    context
        .printer()
        .list(
            only == null ? recent(context) : of(context, new Refs(context.api()).workflow(only)),
            COLUMNS);
    return Exit.OK;
  }

  private static JsonNode recent(Context context) {
    return context.api().rpc("fn_list_recent_workflow_runs", Map.of("p_limit", context.limit()));
  }

  private static JsonNode of(Context context, String workflowId) {
    Map<String, Object> arguments = Map.of("p_workflow_id", workflowId, "p_limit", context.limit());
    return context.api().rpc("fn_list_workflow_runs", arguments);
  }
}
