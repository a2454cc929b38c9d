package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official SDK's own client, over its own transport. */
final class SdkClient {
  private SdkClient() {}

  static McpSyncClient open(LiveServer server, String token, String query) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.uri().toString())
            .endpoint("/mcp" + query)
            .jsonMapper(new JacksonMcpJsonMapper(JsonMapper.shared()))
            .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
            .openConnectionOnStartup(false)
            .build();
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(30))
            .initializationTimeout(Duration.ofSeconds(30))
            .build();
    client.initialize();
    return client;
  }

  static JsonNode call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    assertThat(result.isError()).as("%s: %s", tool, result.content()).isNotEqualTo(true);
    return JsonMapper.shared().valueToTree(result.structuredContent());
  }

  /** What a call that must be refused says. */
  static String refused(McpSyncClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    assertThat(result.isError()).as(tool).isTrue();
    return result.content().toString();
  }

  static String read(McpSyncClient client, String uri) {
    McpSchema.ReadResourceResult result =
        client.readResource(McpSchema.ReadResourceRequest.builder(uri).build());
    assertThat(result.contents()).hasSize(1);
    return ((McpSchema.TextResourceContents) result.contents().getFirst()).text();
  }
}
