package dev.connectedlenses.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One session with one MCP server, used by one thread. It offers the server nothing. */
public final class McpSession implements AutoCloseable {
  private static final int MOST_TOOLS = 500;
  private static final McpSchema.Implementation US =
      McpSchema.Implementation.builder("connectedlenses", "1").build();

  private final McpSyncClient client;

  private McpSession(McpSyncClient client) {
    this.client = client;
  }

  static McpSession open(OutboundTransport transport, Duration time)
      throws McpException, InterruptedException {
    McpSyncClient client =
        McpClient.sync(transport)
            .clientInfo(US)
            .requestTimeout(time)
            .initializationTimeout(time)
            .enableCallToolSchemaCaching(false)
            .build();
    McpSession session = new McpSession(client);
    try {
      asked(client::initialize);
      return session;
    } catch (McpException | InterruptedException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The tools that the server offers, each as it defines it. */
  public List<ObjectNode> tools() throws McpException, InterruptedException {
    List<ObjectNode> tools = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String cursor = null;
    do {
      String from = cursor;
      McpSchema.ListToolsResult page = asked(() -> client.listTools(from));
      for (McpSchema.Tool tool : page.tools()) {
        tools.add(Messages.MAPPER.convertValue(tool, ObjectNode.class));
      }
      cursor = page.nextCursor();
      if (tools.size() > MOST_TOOLS || (cursor != null && !seen.add(cursor))) {
        throw new McpException(
            McpException.Kind.FAILED,
            "the MCP server lists more than %d tools, or never ends".formatted(MOST_TOOLS));
      }
    } while (cursor != null && !cursor.isEmpty());
    return tools;
  }

  /** The server's definition of one of its tools. */
  public ObjectNode tool(String name) throws McpException, InterruptedException {
    for (ObjectNode tool : tools()) {
      if (tool.path("name").asString("").equals(name)) {
        return tool;
      }
    }
    throw new McpException(
        McpException.Kind.FAILED, "the MCP server has no tool \"%s\" any more".formatted(name));
  }

  /** What a call gives: the structured part where there is one, else the text. */
  public JsonNode call(String name, ObjectNode arguments)
      throws McpException, InterruptedException {
    McpSchema.CallToolRequest request =
        McpSchema.CallToolRequest.builder(name).arguments(map(arguments)).build();
    McpSchema.CallToolResult result = asked(() -> client.callTool(request));
    if (Boolean.TRUE.equals(result.isError())) {
      String told = text(result);
      throw new McpException(
          McpException.Kind.FAILED,
          "the tool \"%s\" says: %s"
              .formatted(name, told.length() > 500 ? told.substring(0, 500) + "…" : told));
    }
    if (result.structuredContent() != null) {
      return JsonMapper.shared().valueToTree(result.structuredContent());
    }
    return JsonMapper.shared().createObjectNode().put("text", text(result));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(ObjectNode arguments) {
    return JsonMapper.shared().convertValue(arguments, Map.class);
  }

  /** The text of a result; what is no text is told by its sort and left out. */
  private static String text(McpSchema.CallToolResult result) {
    List<String> parts = new ArrayList<>();
    for (McpSchema.Content content :
        result.content() == null ? List.<McpSchema.Content>of() : result.content()) {
      parts.add(
          content instanceof McpSchema.TextContent text
              ? String.valueOf(text.text())
              : "[%s left out]".formatted(content.type()));
    }
    return String.join("\n", parts);
  }

  @Override
  public void close() {
    client.closeGracefully();
  }

  private static <T> T asked(Supplier<T> exchange) throws McpException, InterruptedException {
    try {
      return exchange.get();
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  private static McpException told(RuntimeException failure) throws InterruptedException {
    if (find(failure, StoppedExchange.class) != null) {
      throw new InterruptedException("the call was stopped");
    }
    BrokenExchange broken = find(failure, BrokenExchange.class);
    if (broken != null) {
      return broken.told();
    }
    McpError error = find(failure, McpError.class);
    if (error != null) {
      return new McpException(
          McpException.Kind.FAILED, "the MCP server says: %s".formatted(error.getMessage()));
    }
    boolean unread =
        find(failure, JacksonException.class) != null
            || find(failure, IllegalArgumentException.class) != null;
    return new McpException(
        McpException.Kind.BROKEN,
        unread
            ? "the MCP server's answer is no message of the protocol"
            : "the MCP server could not be asked: " + failure.getMessage());
  }

  private static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
