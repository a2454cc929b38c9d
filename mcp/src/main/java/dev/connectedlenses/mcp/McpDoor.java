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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our own side of the protocol: answers one message at a time for whoever asks. There are no
 * sessions, so there is nothing to take over; each message brings its caller.
 */
public final class McpDoor {
  private static final String CALLER = "caller";
  private static final int MOST_TEXT = 4_000;
  private static final int BAD_PARAMS = -32_602;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Line line = new Line();

  /**
   * @param instructions what a client's model is told about this server
   */
  public McpDoor(String version, String instructions, List<McpOffer> offers) {
    McpServer.sync(line)
        .serverInfo("connectedlenses", version)
        .instructions(instructions)
        .capabilities(
            McpSchema.ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .completions()
                .build())
        .immediateExecution(true)
        .tools(offers.stream().map(McpDoor::tool).toArray(SyncToolSpecification[]::new))
        .build();
  }

  private static SyncToolSpecification tool(McpOffer offer) {
    McpSchema.Tool tool =
        McpSchema.Tool.builder(offer.name(), Messages.MAPPER, offer.schema())
            .title(offer.title())
            .description(offer.description())
            .outputSchema(Messages.MAPPER, offer.output())
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
    McpAnswer answer = caller.isOffered(tool) ? caller.call(tool, arguments) : notOffered(tool);
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

  private static McpAnswer notOffered(String tool) {
    ObjectNode refusal = JsonMapper.shared().createObjectNode().put("code", "tool_not_offered");
    refusal.put(
        "message", "the tool \"%s\" is not among those that were asked for".formatted(tool));
    refusal.put(
        "hint", "tool_not_offered: name its toolset, and leave read_only out to change things");
    return new McpAnswer(refusal, true);
  }

  /** The answer to a message; null where it wants none. */
  public @Nullable String answer(String body, McpCaller caller) throws MalformedMessageException {
    McpTransportContext context = McpTransportContext.create(Map.of(CALLER, caller));
    return switch (message(body)) {
      case McpSchema.JSONRPCRequest request -> {
        McpAnswer read = caller.read(request.method(), params(request));
        yield read == null
            ? offered(
                request,
                written(line.handler().handleRequest(context, request).block(LONGEST)),
                caller)
            : readout(request, read);
      }
      case McpSchema.JSONRPCNotification notification -> {
        line.handler().handleNotification(context, notification).block(LONGEST);
        yield null;
      }
      default -> throw new MalformedMessageException();
    };
  }

  private static ObjectNode params(McpSchema.JSONRPCRequest request) {
    JsonNode params = JsonMapper.shared().valueToTree(request.params());
    return params instanceof ObjectNode object ? object : JsonMapper.shared().createObjectNode();
  }

  private static String readout(McpSchema.JSONRPCRequest request, McpAnswer answer) {
    ObjectNode response = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0");
    response.set("id", JsonMapper.shared().valueToTree(request.id()));
    if (answer.failed()) {
      ObjectNode error = response.putObject("error").put("code", BAD_PARAMS);
      error.put("message", answer.value().path("message").asString("it cannot be read"));
      error.set("data", answer.value());
    } else {
      response.set("result", answer.value());
    }
    return response.toString();
  }

  /** The list of tools as whoever asks is offered it; every other answer as it is. */
  private static String offered(McpSchema.JSONRPCRequest request, String answer, McpCaller caller) {
    if (!request.method().equals("tools/list")) {
      return answer;
    }
    JsonNode whole = JsonMapper.shared().readTree(answer);
    if (whole.path("result").path("tools") instanceof ArrayNode tools) {
      tools.removeIf(tool -> !caller.isOffered(tool.path("name").asString("")));
    }
    return whole.toString();
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
