package dev.connectedlenses.providers;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Ollama's own chat protocol: one JSON object a line. */
final class OllamaDialect implements Dialect {
  static final URI USUAL = URI.create("http://127.0.0.1:11434");

  @Override
  public URI usualBaseUrl() {
    return USUAL;
  }

  @Override
  public StreamingChatModel model(ChatRequest request, URI baseUrl, HttpClientBuilder http) {
    return OllamaStreamingChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(baseUrl.toString())
        .defaultRequestParameters(
            OllamaChatRequestParameters.builder()
                .modelName(request.model())
                .maxOutputTokens(request.params().maxTokens())
                .seed(request.params().seed())
                .build())
        .build();
  }

  @Override
  public Set<String> streamTypes() {
    return Set.of("application/x-ndjson", "application/json");
  }

  @Override
  public boolean isLast(JsonNode event) {
    return event.path("done").asBoolean(false);
  }
}
