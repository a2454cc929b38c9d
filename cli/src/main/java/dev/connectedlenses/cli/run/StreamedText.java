package dev.connectedlenses.cli.run;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The new text that each event brings: deltas, or a whole output where nothing was streamed. */
final class StreamedText {
  private final Set<String> streamed = new HashSet<>();

  String of(JsonNode event) {
    String node = event.path("nodeId").asString("");
    return switch (event.path("type").asString("")) {
      case "node.stream.delta" -> {
        streamed.add(node);
        yield event.path("payload").path("text").asString("");
      }
      case "node.completed" -> streamed.contains(node) ? "" : RunStory.output(event);
      default -> "";
    };
  }
}
