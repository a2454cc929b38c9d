package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens run provenance}: where the values of a run came from. */
@Command(
    name = "provenance",
    description = "Show where the values of a run came from, or follow one back to its source.")
final class RunProvenance extends CliCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NODE[.INPUT]",
      description = "A node's label, and one of its inputs: the way back to the run's inputs.")
  @Nullable String value;

  @Override
  protected Exit run(Context context) {
    JsonNode provenance = context.api().rpc("fn_get_run_provenance", Map.of("p_run_id", runId));
    Map<String, String> labels = RunLabels.of(context.api(), runId);
    String wanted = value;
    if (wanted == null) {
      context.printer().list(context.first(provenance), columns(labels));
      return Exit.OK;
    }
    String label = label(labels, wanted);
    String input = wanted.length() > label.length() ? wanted.substring(label.length() + 1) : "";
    List<String> lines = new Trace(runId, provenance, labels).lines(label, input);
    if (lines.size() == 1 && !input.isEmpty()) {
      throw new CliError(
          Exit.NOT_FOUND,
          "input_not_found",
          "node \"%s\" took no value as \"%s\"".formatted(label, input),
          "see what it took: clens run provenance " + runId);
    }
    context.printer().text(String.join("\n", lines));
    return Exit.OK;
  }

  /** The longest label that fits, for labels may hold dots. */
  private String label(Map<String, String> labels, String wanted) {
    return labels.values().stream()
        .filter(label -> wanted.equals(label) || wanted.startsWith(label + "."))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow(() ->
            new CliError(
                Exit.NOT_FOUND,
                "node_not_found",
                "run %s has no node \"%s\"".formatted(runId, wanted),
                "its nodes: " + labels.values().stream().sorted().toList()));
  }

  private List<Column> columns(Map<String, String> labels) {
    return List.of(
        new Column("value", row -> end(row, "target", "target_input_path", labels), false),
        new Column("came from", row -> end(row, "source", "source_output_path", labels), false),
        Column.wide("direction", "direction"),
        Column.wide("from run", "source_run_id"),
        Column.wide("to run", "target_run_id"));
  }

  /** A node by its label where it is of this run, and by its run where it is of another one. */
  private String end(JsonNode row, String end, String path, Map<String, String> labels) {
    String what = row.path(path).asString("");
    if (!row.path(end + "_run_id").asString(runId).equals(runId)) {
      return "run " + row.path(end + "_run_id").asString() + " " + what;
    }
    return row.hasNonNull(end + "_node_id")
        ? labels.getOrDefault(row.path(end + "_node_id").asString(), "?") + "." + what
        : "run input \"" + what + "\"";
  }
}
