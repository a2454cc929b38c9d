package dev.connectedlenses.cli.mcp;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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
    vscode,
    codex
  }

  @Parameters(paramLabel = "CLIENT", description = "claude, cursor, vscode or codex.")
  Client client = Client.claude;

  @Option(
      names = "--http",
      description = "Reach the server itself, with an API token in CLENS_TOKEN, not this command.")
  boolean http;

  @Mixin Toolsets tools = new Toolsets();

  @Override
  protected Exit run(Context context) {
    if (client == Client.codex) {
      context.out().println(toml(context.settings().url()));
      return Exit.OK;
    }
    boolean code = client == Client.vscode;
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    ObjectNode server =
        settings.putObject(code ? "servers" : "mcpServers").putObject("connectedlenses");
    URI url = context.settings().url();
    if (http) {
      server.put("type", "http").put("url", address(url));
      String token = code ? "${env:CLENS_TOKEN}" : "${CLENS_TOKEN}";
      server.putObject("headers").put("Authorization", "Bearer " + token);
    } else {
      server.put("type", "stdio").put("command", "clens");
      ArrayNode arguments = server.putArray("args").add("mcp").add("serve");
      tools.words().forEach(arguments::add);
      server.putObject("env").put("CLENS_URL", url.toString());
    }
    context
        .out()
        .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
    return Exit.OK;
  }

  private String address(URI url) {
    return url.toString().replaceFirst("/+$", "") + "/mcp" + tools.query();
  }

  /** Codex keeps its settings in TOML. */
  private String toml(URI url) {
    if (http) {
      return """
      [mcp_servers.connectedlenses]
      url = "%s"
      bearer_token_env_var = "CLENS_TOKEN"\
      """
          .formatted(address(url));
    }
    String words =
        Stream.concat(Stream.of("mcp", "serve"), tools.words().stream())
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(", "));
    return """
    [mcp_servers.connectedlenses]
    command = "clens"
    args = [%s]
    env = { CLENS_URL = "%s" }\
    """
        .formatted(words, url);
  }
}
