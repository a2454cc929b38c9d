package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens run get}: the state of one run and of its nodes. */
@Command(name = "get", description = "Show one run and its nodes.")
final class RunGet extends CliCommand {
  private static final List<Column> RUN =
      List.of(
          Column.of("run", "run_id"),
          Column.of("status", "status"),
          Column.time("started", "started_at"),
          Column.time("completed", "completed_at"),
          Column.of("done", "executed_count"),
          Column.of("failed", "failed_count"),
          Column.of("in flight", "in_flight_count"),
          Column.of("waiting", "waiting_count"));

  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Option(names = "--prompt", description = "Show what its models were asked, layer by layer.")
  boolean prompt;

  private JsonNode state(Api api) {
    JsonNode rows = api.rpc("fn_get_workflow_run_state", Map.of("p_run_id", runId));
    JsonNode state = rows.isArray() ? rows.path(0) : rows;
    if (!state.hasNonNull("run_id")) {
      throw RunLabels.noRun(runId);
    }
    return state;
  }

  @Override
  protected Exit run(Context context) {
    if (prompt) {
      return new RunPrompts(context).show(runId);
    }
    JsonNode state = state(context.api());
    context.printer().one(state, RUN);
    if (context.format() == Format.table || context.format() == Format.wide) {
      Map<String, String> labels = RunLabels.of(context.api(), runId);
      context.out().println();
      context.printer().list(state.path("node_results"), nodeColumns(labels));
    }
    return Exit.OK;
  }

  private static List<Column> nodeColumns(Map<String, String> labels) {
    return List.of(
        new Column("node", n -> labels.getOrDefault(n.path("node_id").asString(""), ""), false),
        Column.of("status", "status"),
        Column.of("waits for", "waiting_reason"),
        Column.of("ms", "duration_ms"),
        Column.of("credits", "cost_credits"),
        new Column("output", n -> n.path("output_data").path("output").asString(""), false),
        Column.of("error", "error_message"));
  }
}
