package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.mcp.McpException;
import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.mcp.McpSession;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The reference server of the protocol, {@code @modelcontextprotocol/server-everything}. */
final class ReferenceMcpServerTest {
  private static final String PROGRAM =
      "node_modules/@modelcontextprotocol/server-everything/dist/index.js";

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ObjectNode arguments(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"')).asObject();
  }

  @Test
  @Timeout(240)
  void itsToolsAreListedAndCalled() throws Exception {
    int port = freePort();
    try (NodeProgram program =
        NodeProgram.start(Map.of("PORT", "" + port), PROGRAM, "streamableHttp")) {
      program.line("MCP Streamable HTTP Server listening");
      URI url = URI.create("http://127.0.0.1:" + port + "/mcp");
      EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(url));
      McpServers servers =
          new McpServers(new OutboundClient(policy, EgressObserver.none()), List.of(url));
      try (McpSession session = servers.open(url.toString(), null, Duration.ofSeconds(60))) {
        visit(session);
      }
      program.line("Received session termination request");
    }
  }

  private static void visit(McpSession session) throws Exception {
    List<String> names =
        session.tools().stream().map(tool -> tool.path("name").asString()).toList();
    assertThat(names).contains("echo", "get-sum", "get-structured-content", "get-tiny-image");
    assertThat(session.tool("echo")).isEqualTo(session.tool("echo"));
    assertThat(session.call("echo", arguments("{'message': 'hi'}")).path("text").asString())
        .isEqualTo("Echo: hi");
    assertThat(session.call("get-sum", arguments("{'a': 2, 'b': 3}")).path("text").asString())
        .contains("is 5");
    JsonNode weather = session.call("get-structured-content", arguments("{'location': 'Chicago'}"));
    assertThat(weather.path("temperature").isNumber()).isTrue();
    assertThat(session.call("get-tiny-image", arguments("{}")).path("text").asString())
        .contains("[image left out]");
    assertThat(
            session
                .call("trigger-long-running-operation", arguments("{'duration': 1, 'steps': 2}"))
                .path("text")
                .asString())
        .contains("completed");
    try {
      session.call("get-sum", arguments("{'a': 'x'}"));
      throw new AssertionError("a sum of a text");
    } catch (McpException e) {
      assertThat(e.kind()).isEqualTo(McpException.Kind.FAILED);
    }
  }
}
