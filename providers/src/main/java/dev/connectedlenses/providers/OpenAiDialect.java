package dev.connectedlenses.providers;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** OpenAI's chat completions, as served by OpenAI and by most others. */
final class OpenAiDialect implements Dialect {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1");

  @Override
  public URI usualBaseUrl() {
    return OPENAI;
  }

  @Override
  public StreamingChatModel model(ChatRequest request, URI baseUrl, HttpClientBuilder http) {
    return OpenAiStreamingChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(baseUrl.toString())
        .defaultRequestParameters(parameters(request.params(), baseUrl))
        .build();
  }

  private static OpenAiChatRequestParameters parameters(ChatParams params, URI baseUrl) {
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder().seed(params.seed());
    Integer limit = params.maxTokens();
    if (limit == null) {
      return parameters.build();
    }
    // OpenAI's newer models refuse the old name, and other servers do not know the new one
    boolean newName = OPENAI.getHost().equals(baseUrl.getHost());
    return (newName ? parameters.maxCompletionTokens(limit) : parameters.maxOutputTokens(limit))
        .build();
  }

  @Override
  public Set<String> streamTypes() {
    return Set.of("text/event-stream");
  }

  @Override
  public boolean isLast(JsonNode event) {
    return event.path("choices").path(0).path("finish_reason").isString();
  }
}
