package dev.connectedlenses.cli.mcp;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens mcp …}: the server as an MCP server for programs on this machine. */
@Command(
    name = "mcp",
    description = "Lets MCP clients on this machine use the server as you.",
    synopsisSubcommandLabel = "COMMAND")
public final class McpCommands {
  public static Commands commands() {
    return Commands.none().with("serve", McpServe::new).with("config", McpConfig::new);
  }
}
