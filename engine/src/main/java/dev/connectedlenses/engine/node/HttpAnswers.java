package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the answers to requests mean: output or failure. */
final class HttpAnswers {
  private HttpAnswers() {}

  /** An answer as a row keeps it: its text, its data where it is JSON, status and media type. */
  static ObjectNode read(OutboundResponse response) throws OutboundException {
    String text = response.text().replace("\u0000", "");
    ObjectNode kept = Json.object().put("text", text);
    JsonNode data = response.mediaType().endsWith("json") ? json(text) : null;
    if (data != null) {
      kept.set("data", data);
    }
    kept.putObject("metadata")
        .put("status", response.status())
        .put("mediaType", response.mediaType());
    return kept;
  }

  /** The output that was kept so, or that a person gave in its place. */
  static Envelope envelope(JsonNode kept) {
    JsonNode data = kept.get("data");
    String text = kept.path("text").asString(data == null ? "" : data.toString());
    JsonNode metadata = kept.get("metadata");
    return new Envelope(
        data == null ? "text" : "json",
        "http_response",
        text,
        data,
        null,
        metadata instanceof ObjectNode object ? object : Json.object());
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return text.contains("\\u0000") ? null : Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Why an answer of 400 or more is no output. */
  static Failure refusal(Node node, OutboundResponse response) {
    int status = response.status();
    String message = "node \"%s\": the other side answered %d".formatted(node.label(), status);
    return status == 429 || status == 503
        ? new Failure(Cause.RATE_LIMIT, message, retryAfter(response.header("retry-after")), null)
        : Failure.of(Cause.TOOL_ERROR, message);
  }

  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }
}
