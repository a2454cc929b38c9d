package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code clens workflow create -f}: a workflow from a YAML or JSON file. */
@Command(name = "create", description = "Create a workflow from a YAML or JSON file.")
final class WorkflowCreate extends CliCommand {
  static final List<Column> COLUMNS =
      List.of(Column.of("slug", "slug"), Column.of("id", "id"), Column.of("title", "title"));

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The file; - reads standard input.")
  String file = "";

  @Option(names = "--visibility", description = "public, private or unlisted.")
  String visibility = "private";

  @Override
  protected Exit run(Context context) {
    WorkflowFile parsed = WorkflowFile.parse(Inputs.text(context.in(), file));
    Finder finder = LensNames.finder(context.api());
    String id = new WorkflowSaver(context.api()).save(parsed, visibility, finder);
    JsonNode rows =
        context
            .api()
            .rows("lenses", "workflows", Map.of("select", "slug,id,title", "id", "eq." + id));
    context.printer().one(rows.path(0), COLUMNS);
    return Exit.OK;
  }
}
