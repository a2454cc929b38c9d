package dev.connectedlenses.mcp;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.HttpMethod;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Carries the SDK's messages by streamable HTTP over the one client that may leave the process.
 * Every message is one request, made in the thread that sends it; what comes back is handed over
 * before the sending ends. There is no stream beside the answers, so a server can ask for nothing.
 */
final class OutboundTransport implements McpClientTransport {
  private static final String SESSION = "mcp-session-id";
  private static final String VERSION = "mcp-protocol-version";
  private static final int SHOWN = 300;
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final OutboundClient client;
  private final String url;
  private final @Nullable Credential credential;
  private final Remaining remaining;
  private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiver = message -> message;
  private @Nullable String session;
  private @Nullable String version;

  OutboundTransport(
      OutboundClient client, String url, @Nullable Credential credential, Remaining remaining) {
    this.client = client;
    this.url = url;
    this.credential = credential;
    this.remaining = remaining;
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> receiver = handler);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> exchange(message));
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return Messages.MAPPER.convertValue(data, type);
  }

  /** Ends the session at the server; one that does not listen forgets it by itself. */
  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::part);
  }

  private void part() {
    if (session != null) {
      try (OutboundResponse _ = client.send(request(HttpMethod.DELETE, null, PARTING))) {
        session = null;
      } catch (OutboundException e) {
        // the server has its own end of sessions
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void exchange(JSONRPCMessage message) {
    try {
      String body = Messages.MAPPER.writeValueAsString(message);
      try (OutboundResponse response =
          client.send(request(HttpMethod.POST, body, remaining.left()))) {
        take(message, response);
      }
    } catch (OutboundException e) {
      throw new BrokenExchange(kind(e), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw new StoppedExchange();
    } catch (IOException | JacksonException e) {
      throw malformed();
    }
  }

  private OutboundRequest request(HttpMethod method, @Nullable String body, Duration most) {
    Map<String, String> headers = new HashMap<>();
    headers.put("accept", "application/json, text/event-stream");
    if (body != null) {
      headers.put("content-type", "application/json");
    }
    if (session != null) {
      headers.put(SESSION, session);
    }
    if (version != null) {
      headers.put(VERSION, version);
    }
    return new OutboundRequest(method, url, headers, body, credential, remaining.limits(most));
  }

  private void take(JSONRPCMessage message, OutboundResponse response) throws IOException {
    if (response.status() >= 300) {
      throw new BrokenExchange(
          response.status() >= 500 ? McpException.Kind.BROKEN : McpException.Kind.FAILED,
          "the MCP server answered %d: %s"
              .formatted(response.status(), response.beginning(SHOWN).strip()));
    }
    keepSession(response.header(SESSION));
    if (message instanceof McpSchema.JSONRPCRequest request) {
      answer(request, response);
    }
  }

  /** A session has one id from its beginning to its end. */
  private void keepSession(@Nullable String given) {
    if (given == null || given.equals(session)) {
      return;
    }
    if (session != null || version != null || !given.matches("[!-~]{1,256}")) {
      throw new BrokenExchange(
          McpException.Kind.FAILED, "the MCP server answered for another session; ask it again");
    }
    session = given;
  }

  private void answer(McpSchema.JSONRPCRequest request, OutboundResponse response)
      throws IOException {
    switch (response.mediaType()) {
      case "application/json" -> deliver(request, response.text());
      case "text/event-stream" -> stream(request, response);
      default -> throw malformed();
    }
    if (version == null) {
      throw malformed();
    }
  }

  private void stream(McpSchema.JSONRPCRequest request, OutboundResponse response)
      throws IOException {
    ServerEvents events = new ServerEvents(response.body());
    for (String data = events.next(); data != null; data = events.next()) {
      if (deliver(request, data)) {
        return;
      }
    }
    throw new BrokenExchange(
        McpException.Kind.BROKEN, "the MCP server ended its stream without an answer");
  }

  /** Hands a message over if it is the answer; whatever else a server says is left alone. */
  private boolean deliver(McpSchema.JSONRPCRequest request, String text) throws IOException {
    JSONRPCMessage message = Messages.read(text);
    if (!(message instanceof McpSchema.JSONRPCResponse response)
        || !Objects.equals(String.valueOf(response.id()), String.valueOf(request.id()))) {
      return false;
    }
    if (version == null) {
      version = negotiated(response);
    }
    receiver.apply(Mono.just(message)).subscribe();
    return true;
  }

  private static String negotiated(McpSchema.JSONRPCResponse response) {
    Object version = response.result() instanceof Map<?, ?> map ? map.get("protocolVersion") : null;
    return version instanceof String text && text.matches("[0-9-]{8,12}") ? text : "none";
  }

  private static BrokenExchange malformed() {
    return new BrokenExchange(
        McpException.Kind.BROKEN, "the MCP server's answer is no message of the protocol");
  }

  private static McpException.Kind kind(OutboundException e) {
    return switch (e.kind()) {
      case REFUSED -> McpException.Kind.REFUSED;
      case UNKNOWN_HOST, UNREACHABLE, TLS -> McpException.Kind.FAILED;
      case TIMEOUT, TOO_LARGE, PROTOCOL, BROKEN, INTERRUPTED -> McpException.Kind.BROKEN;
    };
  }
}
