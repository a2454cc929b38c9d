package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
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
import tools.jackson.databind.node.ObjectNode;

/** {@code clens run callback}. */
@Command(
    name = "callback",
    description =
        "Make the one-time address at which an outside system answers a node that waits for one.")
final class RunCallback extends CliCommand {
  private static final List<Column> ALL =
      List.of(Column.of("url", "url"), Column.of("expires_at", "expires_at"));

  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "The node's label or id; needed where several wait.")
  @Nullable String node;

  @Override
  protected Exit run(Context context) {
    JsonNode address =
        context
            .api()
            .rpc("fn_open_callback", Map.of("p_run_id", runId, "p_node_id", waiting(context)));
    context
        .notes()
        .say(
            "POST a JSON body there, once, until "
                + address.path("expires_at").asString("")
                + "; an address that was made before is gone");
    String url = context.settings().url().resolve(address.path("url").asString("")).toString();
    switch (context.format()) {
      case json, jsonl, yaml -> context.printer().one(((ObjectNode) address).put("url", url), ALL);
      default -> context.out().println(url);
    }
    return Exit.OK;
  }

  /** The node that is meant, among those that wait for an outside system. */
  private String waiting(Context context) {
    JsonNode rows =
        context
            .api()
            .rows(
                "lenses",
                "workflow_node_results",
                Map.of(
                    "select",
                    "node_id",
                    "run_id",
                    "eq." + runId,
                    "waiting_reason",
                    "eq.external_callback"));
    Map<String, String> labels = rows.isEmpty() ? Map.of() : RunLabels.of(context.api(), runId);
    Map<String, String> found = new HashMap<>();
    for (JsonNode row : rows) {
      String id = row.path("node_id").asString("");
      String label = labels.getOrDefault(id, id);
      if (node == null || node.equals(id) || node.equals(label)) {
        found.put(id, label);
      }
    }
    if (found.size() == 1) {
      return found.keySet().iterator().next();
    }
    throw found.isEmpty()
        ? new CliError(
            Exit.NOT_FOUND,
            "not_waiting",
            "no such node of run " + runId + " waits for an outside system",
            "see its nodes with: clens run get " + runId)
        : new CliError(
            Exit.USAGE,
            "ambiguous_node",
            "several nodes wait: " + String.join(", ", found.values().stream().sorted().toList()),
            "name one with --node");
  }
}
