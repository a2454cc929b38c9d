package dev.connectedlenses.providers;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How a kind of provider is spoken to: which library model, and what its stream looks like. */
interface Dialect {
  URI usualBaseUrl();

  /** A library model that sends through {@code http}, and nowhere else. */
  StreamingChatModel model(ChatRequest request, URI baseUrl, HttpClientBuilder http);

  /** The media types that an answer may stream in. */
  Set<String> streamTypes();

  /** True if this event closes the answer. */
  boolean isLast(JsonNode event);
}
