package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.HttpMethod;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.outbound.Secret;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * LangChain4j's HTTP client for one call, on top of the outbound client and on the caller's thread.
 * It reads every event before the library does, because the library passes over what it cannot
 * read: broken JSON, errors in the middle of an answer, an answer without an end.
 */
final class Transport implements HttpClient {
  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(30);

  private final ProviderConfig config;
  private final Dialect dialect;
  private final OutboundClient client;
  private final ChatRequest chat;
  private final long answerBytes;
  private final Failures failures;
  private boolean ended;

  Transport(
      ProviderConfig config,
      Dialect dialect,
      ChatRequest chat,
      RemoteProvider.Sending sending,
      Failures failures) {
    this.config = config;
    this.dialect = dialect;
    this.client = sending.client();
    this.answerBytes = sending.answerBytes();
    this.chat = chat;
    this.failures = failures;
  }

  HttpClientBuilder builder() {
    return new Builder(this);
  }

  /** True once the provider itself closed its answer. */
  boolean ended() {
    return ended;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("models are called by streaming only");
  }

  private static String noStream(String type) {
    return "answered with "
        + (type.isEmpty() ? "no media type" : type)
        + " where a stream was asked for; check its base URL";
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (OutboundResponse response = client.send(outbound(request))) {
      if (response.status() != 200) {
        failures.noteStatus(response);
      } else if (!dialect.streamTypes().contains(response.mediaType())) {
        failures.noteNonsense(noStream(response.mediaType()));
      } else {
        listener.onOpen(opened(response));
        parser.parse(response.body(), new Gate(listener));
        listener.onClose();
      }
    } catch (OutboundException | InterruptedException e) {
      failures.note(e);
    }
  }

  private OutboundRequest outbound(HttpRequest request) {
    Duration half = chat.timeout().dividedBy(2);
    Duration idle = half.compareTo(SHORTEST_IDLE) > 0 ? half : SHORTEST_IDLE;
    OutboundLimits limits =
        OutboundLimits.within(chat.timeout()).withIdle(idle).withBodyBytes(answerBytes);
    Map<String, String> headers =
        Map.of(
            "content-type", "application/json", "accept", String.join(", ", dialect.streamTypes()));
    Secret key = config.apiKey();
    Credential credential = key == null || key.isBlank() ? null : Credential.bearer(key);
    return new OutboundRequest(
        HttpMethod.POST, request.url(), headers, request.body(), credential, limits);
  }

  private static SuccessfulHttpResponse opened(OutboundResponse response) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.status())
        .headers(response.headers())
        .build();
  }

  /** Lets events through to the library until one of them is wrong. */
  private final class Gate implements ServerSentEventListener {
    private final ServerSentEventListener library;

    Gate(ServerSentEventListener library) {
      this.library = library;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      if (!failures.any() && !event.data().isBlank()) {
        pass(event, context);
      }
      if (failures.any()) {
        context.parsingHandle().cancel();
      }
    }

    private void pass(ServerSentEvent event, ServerSentEventContext context) {
      if (event.data().equals("[DONE]")) {
        ended = true;
        return;
      }
      JsonNode json = Json.read(event.data());
      if (json == null || !json.isObject()) {
        failures.noteNonsense("sent an event that is no JSON");
      } else if (json.hasNonNull("error")) {
        failures.noteEvent(json.get("error"));
      } else {
        ended |= dialect.isLast(json);
        deliver(event, context);
      }
    }

    private void deliver(ServerSentEvent event, ServerSentEventContext context) {
      try {
        library.onEvent(event, context);
      } catch (RuntimeException e) {
        failures.note(e);
      }
    }

    @Override
    public void onError(Throwable error) {
      failures.note(error instanceof Exception e ? e : new IllegalStateException(error));
    }
  }

  /** Hands out the one client; its timeouts come from the chat request, not from the library. */
  private record Builder(HttpClient transport) implements HttpClientBuilder {
    @Override
    public @Nullable Duration connectTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return transport;
    }
  }
}
