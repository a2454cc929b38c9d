package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens run rerun}. */
@Command(
    name = "rerun",
    description = "Run again, from the start or from a node with the results before it reused.")
final class RunRerun extends CliCommand {
  private static final List<Column> NODES =
      List.of(Column.of("node", "label"), Column.of("was", "status"), Column.wide("id", "node_id"));

  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Option(names = "--from", paramLabel = "NODE", description = "A node's label or id.")
  @Nullable String from;

  @Option(names = "--newest", description = "At the workflow's newest version, not the same.")
  boolean newest;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "All run inputs anew; those of the run unless given.")
  List<String> inputs = List.of();

  @Option(names = "--dry-run", description = "Show what would run again and what it cost before.")
  boolean dryRun;

  @Option(names = "--detach", description = "Print the new run's id and return.")
  boolean detach;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_run_id", runId);
    arguments.put("p_from_node_id", node(context));
    arguments.put("p_version", newest ? "newest" : "same");
    arguments.put("p_inputs", inputs.isEmpty() ? null : Inputs.values(context.in(), inputs));
    arguments.put("p_dry_run", dryRun);
    JsonNode plan = context.api().rpc("fn_rerun_workflow_run", arguments);
    if (dryRun) {
      context
          .notes()
          .say(
              "%d nodes would be reused; the others cost %s credits before"
                  .formatted(
                      plan.path("reused").size(), plan.path("estimated_credits").asString()));
      context.printer().list(plan.path("invalidated"), NODES);
      return Exit.OK;
    }
    String again = plan.path("run_id").asString();
    if (detach) {
      context.out().println(again);
      return Exit.OK;
    }
    context.notes().say("run " + again);
    return new RunWatcher(context).watch(again);
  }

  private @Nullable String node(Context context) {
    String wanted = from;
    if (wanted == null) {
      return null;
    }
    for (Map.Entry<String, String> node : RunLabels.of(context.api(), runId).entrySet()) {
      if (node.getKey().equals(wanted) || node.getValue().equals(wanted)) {
        return node.getKey();
      }
    }
    throw noNode(wanted);
  }

  private CliError noNode(String wanted) {
    return new CliError(
        Exit.NOT_FOUND,
        "node_not_found",
        "run " + runId + " has no node \"" + wanted + "\"",
        "see its nodes with: clens run get " + runId);
  }
}
