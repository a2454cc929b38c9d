package dev.connectedlenses.providers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One question to a model: the provider's own name of the model, the messages in order, and how
 * long the whole answer may take. With {@code responseSchema} (a JSON Schema of an object) the
 * answer is to be JSON that fits it.
 */
public record ChatRequest(
    String model,
    List<ChatMessage> messages,
    ChatParams params,
    @Nullable JsonNode responseSchema,
    Duration timeout) {

  public ChatRequest {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a chat request needs at least one message");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a chat request needs a positive timeout");
    }
  }

  public ChatRequest withParams(ChatParams other) {
    return new ChatRequest(model, messages, other, responseSchema, timeout);
  }

  public ChatRequest withTimeout(Duration other) {
    return new ChatRequest(model, messages, params, responseSchema, other);
  }
}
