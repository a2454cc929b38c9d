package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.providers.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is asked: parts from numbered layers. A lower number is the stricter layer. Layers 1
 * to 5 form the system message, the others the user message, each in this order.
 */
final class Prompt {
  static final int SAFETY = 1;
  static final int PLATFORM = 2;
  static final int LENS = 6;
  static final int NODE = 7;
  static final int INPUT = 8;
  static final int MEMORY = 9;

  private static final int LAST_SYSTEM_LAYER = 5;

  private final String model;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param model the model as {@code provider/model}
   */
  Prompt(String model) {
    this.model = model;
  }

  /**
   * One text and the layer that it comes from.
   *
   * @param within whether the text stands inside another part already, and is only told apart
   */
  private record Part(int layer, String source, String text, boolean within) {
    void into(ObjectNode json) {
      json.put("layer", layer)
          .put("source", source)
          .put("role", layer <= LAST_SYSTEM_LAYER ? "system" : "user")
          .put("text", text);
      if (within) {
        json.put("within", true);
      }
    }
  }

  /** Adds a part behind those of lower and equal layers; an empty one is left out. */
  Prompt add(int layer, String source, String text) {
    return add(new Part(layer, source, text, false));
  }

  /** Notes a text that a part of another layer holds within, such as a value in a lens. */
  Prompt note(int layer, String source, String text) {
    return add(new Part(layer, source, text, true));
  }

  private Prompt add(Part part) {
    if (!part.text().isEmpty()) {
      int at = 0;
      while (at < parts.size() && parts.get(at).layer() <= part.layer()) {
        at++;
      }
      parts.add(at, part);
    }
    return this;
  }

  List<ChatMessage> messages() {
    String system = joined(true);
    ChatMessage user = ChatMessage.user(joined(false));
    return system.isEmpty() ? List.of(user) : List.of(ChatMessage.system(system), user);
  }

  private String joined(boolean system) {
    return parts.stream()
        .filter(part -> !part.within() && (part.layer() <= LAST_SYSTEM_LAYER) == system)
        .map(Part::text)
        .collect(Collectors.joining("\n\n"));
  }

  /** The form in which it is kept with the attempt. */
  ObjectNode toJson(int attempt) {
    ObjectNode json = Json.object().put("attempt", attempt).put("model", model);
    ArrayNode layers = json.putArray("parts");
    parts.forEach(part -> part.into(layers.addObject()));
    return json;
  }
}
