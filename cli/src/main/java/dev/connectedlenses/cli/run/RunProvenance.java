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
    Trace trace = new Trace(runId, provenance, labels);
    String wanted = value;
    if (wanted == null) {
      context.printer().list(context.first(provenance), columns(trace));
      return Exit.OK;
    }
    String label = label(labels, wanted);
    String input = wanted.length() > label.length() ? wanted.substring(label.length() + 1) : "";
    List<String> lines = trace.lines(label, input);
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

  private static List<Column> columns(Trace trace) {
    return List.of(
        new Column("value", row -> trace.end(row, "target", "target_input_path"), false),
        new Column("came from", row -> trace.end(row, "source", "source_output_path"), false),
        Column.wide("direction", "direction"),
        Column.wide("from run", "source_run_id"),
        Column.wide("to run", "target_run_id"));
  }
}
