package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens tool get}. */
@Command(name = "get", description = "Show one tool: what it takes and gives, and what it may do.")
final class ToolGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("key", "key"),
          Column.of("name", "name"),
          Column.of("id", "id"),
          Column.of("kind", "kind"),
          Column.of("status", "status"),
          Column.of("category", "category"),
          Column.of("description", "description"),
          Column.of("egress", "egress_class"),
          Column.of("method", "http_method"),
          Column.of("address", "endpoint_url"),
          Column.of("takes", "schema_input"),
          Column.of("gives", "schema_output"),
          Column.of("credential", "credential_ref"),
          Column.of("approval", "requires_approval"),
          Column.of("dangerous", "is_dangerous"));

  @Parameters(paramLabel = "TOOL", description = "Key or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).tool(ref);
    context.printer().one(ToolCommands.TOOLS.get(context, id), COLUMNS);
    return Exit.OK;
  }
}
