package dev.connectedlenses.engine.tool;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The very request that a call would send, but for its credential: what whoever approves is shown.
 */
public record ToolRequest(
    String method, String target, Map<String, String> headers, @Nullable JsonNode body) {
  public ToolRequest {
    headers = Map.copyOf(headers);
  }

  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("method", method).put("target", target);
    ObjectNode shown = json.putObject("headers");
    new TreeMap<>(headers).forEach(shown::put);
    if (body != null) {
      json.set("body", body);
    }
    return json;
  }
}
