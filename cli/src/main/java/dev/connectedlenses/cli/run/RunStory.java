package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.out.Notes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells a run's events in lines for people: what started, waits, is done, and with what result. */
public final class RunStory {
  private final Map<String, String> labels;
  private final Notes notes;
  private final Map<String, Integer> words = new HashMap<>();

  /**
   * @param labels node id → label
   */
  public RunStory(Map<String, String> labels, Notes notes) {
    this.labels = Map.copyOf(labels);
    this.notes = notes;
  }

  /** The line of an event; empty for those that only feed the moving line. */
  public Optional<String> tell(JsonNode event) {
    String type = event.path("type").asString("");
    if (type.equals("node.stream.delta")) {
      drawProgress(event);
      return Optional.empty();
    }
    notes.clearLine();
    return line(type, event).map(line -> time(event) + "  " + line);
  }

  private Optional<String> line(String type, JsonNode event) {
    return switch (type) {
      case "run.started" -> Optional.of(notes.bold("run started"));
      case "run.recovered" -> Optional.of(notes.yellow("run taken over after a crash"));
      case "run.completed" -> Optional.of(notes.green("✔ run completed"));
      case "run.failed", "run.cancelled", "run.timed_out" ->
          Optional.of(notes.red("✘ " + words(type) + reason(event)));
      default -> nodeLine(type, event);
    };
  }

  private Optional<String> nodeLine(String type, JsonNode event) {
    JsonNode payload = event.path("payload");
    return switch (type) {
      case "node.started" -> Optional.of("▸ " + label(event) + attempt(payload));
      case "node.completed" -> Optional.of(notes.green("✔ ") + label(event) + indented(event));
      case "node.skipped" -> Optional.of(notes.dim("– " + label(event) + " skipped"));
      case "node.failed", "node.timed_out", "node.cancelled", "node.invalidated" ->
          Optional.of(
              notes.red("✘ ")
                  + label(event)
                  + words(type).replaceFirst("^node", "")
                  + reason(event));
      case "node.retried" -> Optional.of(notes.yellow("↻ ") + label(event) + again(payload));
      default -> Optional.empty();
    };
  }

  private static String words(String type) {
    return type.replace('.', ' ').replace('_', ' ');
  }

  private static String again(JsonNode payload) {
    return " will try again in "
        + payload.path("delayMs").asLong(0)
        + " ms ("
        + payload.path("cause").asString("")
        + ")";
  }

  /** The human cause of a failure event. */
  static Optional<String> failure(JsonNode event) {
    String type = event.path("type").asString("");
    boolean failed =
        type.equals("node.failed")
            || type.equals("node.timed_out")
            || type.equals("node.invalidated");
    return failed ? Optional.of("failed" + reason(event)) : Optional.empty();
  }

  /** The text projection of a node.completed event. */
  public static String output(JsonNode event) {
    JsonNode output = event.path("payload").path("output");
    return output.isObject() ? output.path("output").asString("") : output.asString("");
  }

  private void drawProgress(JsonNode event) {
    String text = event.path("payload").path("text").asString("");
    words.merge(label(event), text.isBlank() ? 0 : text.strip().split("\\s+").length, Integer::sum);
    StringBuilder line = new StringBuilder();
    words.forEach((label, count) ->
        line.append("  … ").append(label).append(' ').append(count).append(" words"));
    notes.draw(line.toString());
  }

  private String indented(JsonNode event) {
    words.remove(label(event));
    String output = output(event);
    return output.isBlank() ? "" : "\n" + output.strip().indent(14).stripTrailing();
  }

  private String label(JsonNode event) {
    String id = event.path("nodeId").asString("");
    return labels.getOrDefault(id, id);
  }

  private static String attempt(JsonNode payload) {
    int attempt = payload.path("attempt").asInt(1);
    return attempt > 1 ? " (attempt " + attempt + ")" : "";
  }

  private static String reason(JsonNode event) {
    JsonNode payload = event.path("payload");
    JsonNode error = payload.path("error");
    String message =
        error.isObject()
            ? error.path("message").asString("")
            : payload.path("message").asString("");
    return message.isEmpty() ? "" : ": " + message;
  }

  private static String time(JsonNode event) {
    String instant = event.path("timestamp").asString("");
    return instant.length() >= 23 ? instant.substring(11, 23) : instant;
  }
}
