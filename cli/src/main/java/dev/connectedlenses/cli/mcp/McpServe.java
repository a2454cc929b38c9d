package dev.connectedlenses.cli.mcp;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Unreachable;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens mcp serve}: carries messages between a client's pipes and the server. */
@Command(
    name = "serve",
    description =
        "Speak the Model Context Protocol on standard input and output, one message a line, and pass"
            + " each on to the server as you.")
final class McpServe extends CliCommand {
  private static final int NO_JSON = -32700;
  private static final int REFUSED = -32000;

  @Mixin Toolsets tools = new Toolsets();

  @Option(names = "--stdio", description = "By pipes, as always; for the server itself see config.")
  boolean stdio;

  @Override
  protected Exit run(Context context) {
    String path = "/mcp" + tools.query();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          pass(context, path, line);
        }
      }
      return Exit.OK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pass(Context context, String path, String line) {
    JsonNode answer = answer(context, path, line);
    if (answer.isObject()) {
      context.out().println(answer);
      context.out().flush();
    }
  }

  private static JsonNode answer(Context context, String path, String line) {
    JsonNode id = JsonMapper.shared().nullNode();
    try {
      JsonNode message = JsonMapper.shared().readTree(line);
      id = message.path("id");
      return context.api().call("POST", path, message);
    } catch (JacksonException e) {
      return error(JsonMapper.shared().nullNode(), NO_JSON, "the line is no JSON");
    } catch (Unreachable | CliError e) {
      String hint = e instanceof CliError told && told.hint() != null ? "; " + told.hint() : "";
      return error(id, REFUSED, e.getMessage() + hint);
    }
  }

  /** What a client is told in place of an answer; nothing where it wants none. */
  private static JsonNode error(JsonNode id, int code, String message) {
    if (id.isMissingNode()) {
      return id;
    }
    ObjectNode answer = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id);
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }
}
