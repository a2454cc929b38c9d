package dev.connectedlenses.cli.mcp;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens mcp config}: what a client's own settings file has to say. */
@Command(
    name = "config",
    description = "Print what the settings of an MCP client have to say to use this server.")
final class McpConfig extends CliCommand {

  /** Clients whose settings are known. */
  enum Client {
    claude,
    cursor,
    vscode
  }

  @Parameters(paramLabel = "CLIENT", description = "claude, cursor or vscode.")
  Client client = Client.claude;

  @Option(
      names = "--http",
      description = "Reach the server itself, with an API token in CLENS_TOKEN, not this command.")
  boolean http;

  @Override
  protected Exit run(Context context) {
    boolean code = client == Client.vscode;
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    ObjectNode server =
        settings.putObject(code ? "servers" : "mcpServers").putObject("connectedlenses");
    URI url = context.settings().url();
    if (http) {
      server.put("type", "http").put("url", url.toString().replaceFirst("/+$", "") + "/mcp");
      String token = code ? "${env:CLENS_TOKEN}" : "${CLENS_TOKEN}";
      server.putObject("headers").put("Authorization", "Bearer " + token);
    } else {
      server.put("type", "stdio").put("command", "clens");
      server.putArray("args").add("mcp").add("serve");
      server.putObject("env").put("CLENS_URL", url.toString());
    }
    context
        .out()
        .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
    return Exit.OK;
  }
}
