package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The server as an MCP server for programs on this machine. */
final class McpCommandsTest extends SignedInTest {

  @ParameterizedTest
  @ValueSource(strings = {"claude", "cursor", "vscode"})
  void settingsOfClientsNameThisCommandAndThisServer(String client) {
    JsonNode settings = json(ok("mcp", "config", client).out());
    JsonNode one =
        settings.path(client.equals("vscode") ? "servers" : "mcpServers").path("connectedlenses");
    assertThat(one.path("command").asString()).isEqualTo("clens");
    assertThat(one.path("args")).hasToString("[\"mcp\",\"serve\"]");
    assertThat(one.path("env").path("CLENS_URL").asString()).isEqualTo(server.url().toString());
    assertThat(server.everything()).isEmpty();
  }

  @Test
  void codexGetsTomlAndChosenToolsAreInAllSettings() {
    assertThat(ok("mcp", "config", "codex", "--toolsets", "lenses,runs", "--read-only").out())
        .contains("[mcp_servers.connectedlenses]")
        .contains("args = [\"mcp\", \"serve\", \"--toolsets\", \"lenses,runs\", \"--read-only\"]")
        .contains("CLENS_URL = \"" + server.url() + "\"");
    assertThat(ok("mcp", "config", "codex", "--http").out())
        .contains("/mcp\"", "bearer_token_env_var = \"CLENS_TOKEN\"");
    JsonNode one =
        json(ok("mcp", "config", "cursor", "--toolsets", "all").out()).path("mcpServers");
    assertThat(one.path("connectedlenses").path("args"))
        .hasToString("[\"mcp\",\"serve\",\"--toolsets\",\"all\"]");
    JsonNode http =
        json(
            ok("mcp", "config", "claude", "--http", "--toolsets", "lenses,runs", "--read-only")
                .out());
    assertThat(http.path("mcpServers").path("connectedlenses").path("url").asString())
        .endsWith("/mcp?toolsets=lenses,runs&read_only=true");
  }

  @Test
  void whatWasChosenGoesAlongWithEachMessage() {
    server.json("POST /mcp", 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    signedIn()
        .typing("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n")
        .run("mcp", "serve", "--stdio", "--toolsets", "agents,memory", "--read-only");
    assertThat(server.only("POST /mcp").query()).isEqualTo("toolsets=agents,memory&read_only=true");
  }

  @Test
  void settingsForTheServerItselfHoldNoToken() {
    String out = ok("mcp", "config", "claude", "--http").out();
    JsonNode one = json(out).path("mcpServers").path("connectedlenses");
    assertThat(one.path("url").asString()).endsWith("/mcp");
    assertThat(one.path("headers").path("Authorization").asString())
        .isEqualTo("Bearer ${CLENS_TOKEN}");
  }

  @Test
  void linesArePassedOnAndAnswered() {
    server.json("POST /mcp", 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    Terminal.Result result =
        signedIn()
            .typing("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n\nnot json\n")
            .run("mcp", "serve");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .satisfiesExactly(
            first -> assertThat(json(first).path("id").asInt()).isEqualTo(1),
            second ->
                assertThat(json(second).path("error").path("code").asInt()).isEqualTo(-32700));
    assertThat(json(server.only("POST /mcp").body()))
        .isEqualTo(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));
  }

  @Test
  void aRefusalIsAnAnswerAndANotificationGetsNone() {
    server.json(
        "POST /mcp",
        403,
        "{\"code\":\"insufficient_scope\",\"message\":\"no\",\"hint\":\"make a token\"}");
    Terminal.Result result =
        signedIn()
            .typing(
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\"}\n{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n")
            .run("mcp", "serve");
    assertThat(result.out().lines()).hasSize(1);
    JsonNode answer = json(result.out());
    assertThat(answer.path("id").asString()).isEqualTo("a");
    assertThat(answer.path("error").path("message").asString()).isEqualTo("no; make a token");
  }
}
