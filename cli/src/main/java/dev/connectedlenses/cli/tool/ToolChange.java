package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens tool change}: what an MCP server says now about a tool that it changed. */
@Command(
    name = "change",
    description =
        "Show what an MCP server says now about a tool that is blocked because it changed; with its"
            + " hash, approve that.")
final class ToolChange extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("key", "key"),
          Column.time("changed", "changed_at"),
          Column.of("description", "description"),
          Column.of("takes", "schema_input"),
          Column.of("offered", "offered"),
          Column.of("hash", "offered_hash"));

  @Parameters(paramLabel = "TOOL", description = "Key or id.")
  String ref = "";

  @Option(
      names = "--approve",
      paramLabel = "HASH",
      description = "Take what the server offers, if it is still what this hash was shown for.")
  @Nullable String hash;

  @Override
  protected Exit run(Context context) {
    Refs refs = new Refs(context.api());
    String id = refs.tool(ref);
    if (hash != null) {
      Map<String, String> arguments = Map.of("p_tool_id", id, "p_hash", hash);
      context
          .printer()
          .one(context.api().rpc("fn_approve_tool_change", arguments), ToolCommands.ONE);
      return Exit.OK;
    }
    JsonNode own =
        context.api().rpc("fn_list_tools_registry", Map.of("p_owner_lenser_id", refs.myProfile()));
    JsonNode tool =
        own.valueStream()
            .filter(one -> one.path("id").asString("").equals(id))
            .findFirst()
            .orElseThrow(
                () -> CliError.usage(ref + " is none of your own tools", "clens tool list"));
    if (tool.path("changed_at").isNull() || tool.path("changed_at").isMissingNode()) {
      context.notes().say("the server has not changed " + ref);
    }
    context.printer().one(tool, COLUMNS);
    return Exit.OK;
  }
}
