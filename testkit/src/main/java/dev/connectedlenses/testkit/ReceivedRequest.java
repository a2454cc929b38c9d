package dev.connectedlenses.testkit;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A request as it reached the fake world; header names in small letters. */
public record ReceivedRequest(
    String method, String path, Map<String, String> headers, JsonNode body) {

  /** The credential that came along, or "". */
  public String bearer() {
    String value = headers.getOrDefault("authorization", "");
    return value.startsWith("Bearer ") ? value.substring(7) : "";
  }

  /** The last thing the user said. */
  public String lastUserText() {
    String last = "";
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asString("").equals("user")) {
        last = message.path("content").asString("");
      }
    }
    return last;
  }

  /** A fake count of tokens: the words of all messages. */
  public int words() {
    int words = 0;
    for (JsonNode message : body.path("messages")) {
      words += message.path("content").asString("").strip().split("\\s+").length;
    }
    return words;
  }
}
