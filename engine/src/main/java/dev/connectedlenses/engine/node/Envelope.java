package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What every node puts out: the text projection and, where there is one, the structured value.
 *
 * @param kind e.g. {@code text} or {@code json}
 * @param artifactKind the sort of thing it is to its readers, e.g. {@code summary}
 */
public record Envelope(
    String kind,
    String artifactKind,
    String output,
    @Nullable JsonNode data,
    @Nullable JsonNode media,
    @Nullable JsonNode metadata) {

  /** An envelope that holds text and nothing else. */
  public static Envelope text(String text) {
    return new Envelope("text", "text", text, null, null, null);
  }

  /** An envelope of any value: a text as it is, anything else as data with its canonical text. */
  static Envelope of(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return text("");
    }
    return value.isString()
        ? text(value.asString())
        : new Envelope("json", "json", CanonicalJson.text(value), value, null, null);
  }

  /** The value of an envelope: its data where there is any, else its text. */
  public JsonNode value() {
    return data == null ? StringNode.valueOf(output) : data;
  }

  /** The value at a path: {@code output}, else in data, in media, in metadata, by full name. */
  public @Nullable JsonNode find(Path path) {
    if (path.is("output")) {
      return StringNode.valueOf(output);
    }
    for (JsonNode part : new @Nullable JsonNode[] {data, media, metadata}) {
      JsonNode found = path.find(part);
      if (found != null) {
        return found;
      }
    }
    return path.find(toJson());
  }

  /** Whether it holds text that no person wrote: of a tool, the web, a memory or another agent. */
  public boolean tainted() {
    return metadata != null && metadata.path("tainted").asBoolean(false);
  }

  /** The same, marked as text that no person wrote. */
  public Envelope taint() {
    if (tainted()) {
      return this;
    }
    ObjectNode marked = metadata instanceof ObjectNode known ? known.deepCopy() : Json.object();
    return new Envelope(kind, artifactKind, output, data, media, marked.put("tainted", true));
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("kind", kind).put("artifactKind", artifactKind).put("output", output);
    put(json, "data", data);
    put(json, "media", media);
    put(json, "metadata", metadata);
    return json;
  }

  public static Envelope fromJson(JsonNode json) {
    return new Envelope(
        json.path("kind").asString("text"),
        json.path("artifactKind").asString("text"),
        json.path("output").asString(""),
        json.get("data"),
        json.get("media"),
        json.get("metadata"));
  }

  private static void put(ObjectNode json, String name, @Nullable JsonNode value) {
    if (value != null) {
      json.set(name, value);
    }
  }
}
