package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes an output envelope of what a model answered. */
final class Answers {
  private static final String FENCE = "```";

  private Answers() {}

  /** Whether an output contract asks for more than text. */
  static boolean wantsJson(JsonNode contract) {
    Map<String, JsonNode> fields = Contracts.fields(contract);
    return !fields.isEmpty() && !(fields.size() == 1 && fields.containsKey("output"));
  }

  /** The envelope of an answer under an output contract, if there is one. */
  static Envelope read(String text, @Nullable JsonNode contract) {
    if (contract == null) {
      return Envelope.text(text);
    }
    ObjectNode data = wantsJson(contract) ? object(text) : null;
    return new Envelope(
        contract.path("kind").asString("text"),
        contract.path("artifactKind").asString("text"),
        text,
        data,
        null,
        null);
  }

  /**
   * The JSON object in an answer, with or without a code fence around it; null if there is none.
   */
  private static @Nullable ObjectNode object(String text) {
    String json = text.strip();
    if (json.startsWith(FENCE) && json.endsWith(FENCE) && json.length() > 2 * FENCE.length()) {
      int line = json.indexOf('\n');
      json = line < 0 ? "" : json.substring(line + 1, json.length() - FENCE.length());
    }
    try {
      return Json.MAPPER.readTree(json) instanceof ObjectNode object ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
