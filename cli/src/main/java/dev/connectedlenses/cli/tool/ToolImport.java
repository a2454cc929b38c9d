package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens tool import-mcp}: what MCP servers offer, and what of it is taken over. */
@Command(
    name = "import-mcp",
    description =
        "Take tools of an MCP server into your registry; without tools list what it offers, without"
            + " a server the servers that the operator allows.")
final class ToolImport extends CliCommand {
  private static final List<Column> SERVERS = List.of(Column.of("url", "url"));
  private static final List<Column> OFFERED =
      List.of(
          Column.of("name", "name"),
          Column.of("known as", "known_as"),
          Column.of("description", "description"),
          Column.wide("takes", "inputSchema"));

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL",
      description = "The server's address.")
  @Nullable String url;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TOOL",
      description = "Names of tools, as the server has them.")
  List<String> names = List.of();

  @Option(names = "--all", description = "All tools of the server.")
  boolean all;

  @Option(
      names = "--read-only",
      description = "They only read; without this each call needs an approval.")
  boolean readOnly;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What their keys begin with; default nothing.")
  String prefix = "";

  @Option(
      names = "--credential",
      paramLabel = "NAME",
      description = "Under which name the vault keeps what the server wants to see.")
  @Nullable String credential;

  @Override
  protected Exit run(Context context) {
    if (url == null) {
      JsonNode servers = context.api().call("GET", "/v1/mcp/servers").path("servers");
      context.printer().list(servers, SERVERS);
      return Exit.OK;
    }
    ObjectNode ask = JsonMapper.shared().createObjectNode().put("url", url);
    if (credential != null) {
      ask.put("credential_ref", credential);
    }
    if (names.isEmpty() && !all) {
      context.printer().list(offered(context, ask), OFFERED);
      return Exit.OK;
    }
    if (all) {
      names =
          offered(context, ask).valueStream().map(tool -> tool.path("name").asString("")).toList();
    }
    return taken(context, ask);
  }

  private static JsonNode offered(Context context, ObjectNode ask) {
    return context.api().call("POST", "/v1/mcp/list", ask).path("tools");
  }

  private Exit taken(Context context, ObjectNode ask) {
    if (names.isEmpty()) {
      throw CliError.usage("the server offers no tool", "look at its own documentation");
    }
    ArrayNode tools = ask.putArray("tools");
    for (String name : names) {
      ObjectNode tool = tools.addObject().put("name", name);
      tool.put("egress_class", readOnly ? "read_only" : "write");
      if (!prefix.isEmpty()) {
        tool.put("key", prefix + name.toLowerCase(Locale.ROOT));
      }
    }
    JsonNode rows = context.api().call("POST", "/v1/mcp/import", ask).path("tools");
    context.printer().list(rows, ToolCommands.ONE);
    return Exit.OK;
  }
}
