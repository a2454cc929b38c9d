package dev.connectedlenses.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our own side of the protocol: answers one message at a time for whoever asks. There are no
 * sessions, so there is nothing to take over; each message brings its caller.
 */
public final class McpDoor {
  private static final String CALLER = "caller";
  private static final int MOST_TEXT = 4_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Line line = new Line();

  /**
   * @param instructions what a client's model is told about this server
   */
  public McpDoor(String version, String instructions, List<McpOffer> offers) {
    McpServer.sync(line)
        .serverInfo("connectedlenses", version)
        .instructions(instructions)
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .immediateExecution(true)
        .tools(offers.stream().map(McpDoor::tool).toArray(SyncToolSpecification[]::new))
        .build();
  }

  private static SyncToolSpecification tool(McpOffer offer) {
    McpSchema.Tool tool =
        McpSchema.Tool.builder(offer.name(), Messages.MAPPER, offer.schema())
            .title(offer.title())
            .description(offer.description())
            .annotations(
                McpSchema.ToolAnnotations.builder()
                    .title(offer.title())
                    .readOnlyHint(offer.hints().reads())
                    .destructiveHint(offer.hints().destroys())
                    .idempotentHint(offer.hints().idempotent())
                    .openWorldHint(false)
                    .build())
            .build();
    return SyncToolSpecification.builder()
        .tool(tool)
        .callHandler((context, request) -> answer(context, offer.name(), request.arguments()))
        .build();
  }

  private static McpSchema.CallToolResult answer(
      McpTransportContext context, String tool, @Nullable Map<String, Object> given) {
    ObjectNode arguments =
        JsonMapper.shared().valueToTree(given == null ? Map.of() : given).asObject();
    McpCaller caller = (McpCaller) Objects.requireNonNull(context.get(CALLER));
    McpAnswer answer = caller.call(tool, arguments);
    String text = answer.value().toString();
    McpSchema.CallToolResult.Builder result =
        McpSchema.CallToolResult.builder().isError(answer.failed());
    if (text.length() > MOST_TEXT) {
      result.addTextContent(text.substring(0, MOST_TEXT) + "… (cut; ask for less)");
    } else {
      result.addTextContent(text);
    }
    return answer.failed() || !answer.value().isObject()
        ? result.build()
        : result
            .structuredContent(JsonMapper.shared().convertValue(answer.value(), Map.class))
            .build();
  }

  /** The answer to a message; null where it wants none. */
  public @Nullable String answer(String body, McpCaller caller) throws MalformedMessageException {
    McpTransportContext context = McpTransportContext.create(Map.of(CALLER, caller));
    return switch (message(body)) {
      case McpSchema.JSONRPCRequest request ->
          written(line.handler().handleRequest(context, request).block(LONGEST));
      case McpSchema.JSONRPCNotification notification -> {
        line.handler().handleNotification(context, notification).block(LONGEST);
        yield null;
      }
      default -> throw new MalformedMessageException();
    };
  }

  private static McpSchema.JSONRPCMessage message(String body) throws MalformedMessageException {
    try {
      return Messages.read(body);
    } catch (IOException e) {
      throw new MalformedMessageException();
    }
  }

  private static String written(McpSchema.@Nullable JSONRPCResponse response) {
    try {
      return Messages.MAPPER.writeValueAsString(Objects.requireNonNull(response));
    } catch (IOException e) {
      throw new IllegalStateException("an answer of ours cannot be written", e);
    }
  }

  /** Where the SDK's server is connected to ours. */
  private static final class Line implements McpStatelessServerTransport {
    private @Nullable McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
      handler = mcpHandler;
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    McpStatelessServerHandler handler() {
      return Objects.requireNonNull(handler);
    }
  }
}
