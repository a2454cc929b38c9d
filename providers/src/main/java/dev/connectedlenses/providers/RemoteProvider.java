package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.OutboundClient;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider on the other side of the outbound client. LangChain4j writes the requests and reads
 * the answers; sending, limits and the sorting of failures are ours. The credential never enters
 * the library: the outbound client adds it when the request leaves.
 */
final class RemoteProvider implements Provider {
  private final ProviderConfig config;
  private final Dialect dialect;
  private final URI baseUrl;
  private final Sending sending;

  /** How requests leave, how many bytes an answer may have, and what time it is. */
  record Sending(OutboundClient client, long answerBytes, InstantSource clock) {}

  RemoteProvider(ProviderConfig config, Dialect dialect, Sending sending) {
    this.config = config;
    this.dialect = dialect;
    this.baseUrl = config.baseUrl() == null ? dialect.usualBaseUrl() : config.baseUrl();
    this.sending = sending;
  }

  @Override
  public ChatResult chat(ChatRequest request, ChatSink sink)
      throws ProviderException, InterruptedException {
    requireNotInterrupted();
    Failures failures = new Failures(config, request, sending.clock());
    Answer answer = new Answer(sink, config.apiKey(), failures);
    Transport transport = new Transport(config, dialect, request, sending, failures);
    try {
      dialect.model(request, baseUrl, transport.builder()).chat(translated(request), answer);
    } catch (RuntimeException e) {
      failures.note(e);
    }
    failures.rethrow();
    return answer.result(request, transport.ended());
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("chat was interrupted before it began");
    }
  }

  private static dev.langchain4j.model.chat.request.ChatRequest translated(ChatRequest request) {
    return dev.langchain4j.model.chat.request.ChatRequest.builder()
        .messages(request.messages().stream().map(RemoteProvider::translated).toList())
        .modelName(request.model())
        .temperature(request.params().temperature())
        .topP(request.params().topP())
        .stopSequences(request.params().stop().isEmpty() ? null : request.params().stop())
        .responseFormat(format(request.responseSchema()))
        .build();
  }

  private static dev.langchain4j.data.message.ChatMessage translated(ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.text());
      case USER -> UserMessage.from(message.text());
      case ASSISTANT -> AiMessage.from(message.text());
    };
  }

  private static @Nullable ResponseFormat format(@Nullable JsonNode schema) {
    if (schema == null) {
      return null;
    }
    JsonSchema named =
        JsonSchema.builder()
            .name("answer")
            .rootElement(JsonRawSchema.from(schema.toString()))
            .build();
    return ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(named).build();
  }
}
