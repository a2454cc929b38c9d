package dev.connectedlenses.providers;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes JSON that other nodes produced readable as a text with headings and items. */
final class DemoData {
  private DemoData() {}

  /** The text of a JSON object or list; any other text stays as it is. */
  static String readable(String source) {
    if (!source.startsWith("{") && !source.startsWith("[")) {
      return source;
    }
    JsonNode json = Json.read(source);
    if (json == null) {
      return source;
    }
    StringBuilder text = new StringBuilder();
    write(json, text);
    return text.toString().strip();
  }

  private static void writeItem(JsonNode item, StringBuilder text) {
    if (item.isContainer()) {
      write(item, text);
    } else {
      text.append("- ").append(item.asString("")).append('\n');
    }
  }

  private static void write(JsonNode json, StringBuilder text) {
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        text.append("\n# ").append(entry.getKey().replace('_', ' ')).append("\n\n");
        write(entry.getValue(), text);
      }
    } else if (json.isArray()) {
      json.forEach(item -> writeItem(item, text));
    } else {
      text.append(json.asString("")).append('\n');
    }
  }
}
