package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Label;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.graph.Path;
import dev.connectedlenses.engine.graph.Path.Step;
import dev.connectedlenses.engine.graph.Placeholders;
import dev.connectedlenses.engine.graph.Placeholders.Part;
import dev.connectedlenses.engine.graph.Sizes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a transform node does: JSON or text from its inputs, without any call. */
public final class TransformNode {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_BYTES = 512 * 1024;
  private final ObjectNode input;

  private TransformNode(ObjectNode input) {
    this.input = input;
  }

  /**
   * The output of a transform with this config on this input.
   *
   * @throws NodeException where a path or a label has no value, or the result is too large
   */
  public static Envelope apply(ObjectNode config, ObjectNode input) {
    TransformNode transform = new TransformNode(input);
    JsonNode template = config.get("output");
    JsonNode text = config.get("text");
    if ((template == null) == (text == null)) {
      throw NodeException.invalid("bad_config", "a transform has either \"output\" or \"text\"");
    }
    String kind = template == null ? "text" : "json";
    JsonNode data = template == null ? null : transform.build(template, 1);
    if (data != null && !Sizes.fits(data, MAX_BYTES)) {
      throw NodeException.invalid(
          "context_too_large", "the result is larger than 512 KiB; take over less");
    }
    String output = data == null ? transform.text(text) : CanonicalJson.text(data);
    return new Envelope(
        config.path("kind").asString(kind),
        config.path("artifactKind").asString(kind),
        output,
        data,
        null,
        null);
  }

  private String text(@Nullable JsonNode template) {
    String body = template == null ? "" : template.asString("");
    List<Parameter> parameters = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Part part : Placeholders.cut(body)) {
      if (part instanceof Part.Slot slot && keys.add(Label.key(slot.label()))) {
        parameters.add(Parameter.of(slot.label(), "text", true));
      }
    }
    return Template.render(body, parameters, input(keys));
  }

  /** The values of the input that the text asks for; a template refuses those it does not know. */
  private ObjectNode input(Set<String> keys) {
    ObjectNode used = Json.object();
    for (Map.Entry<String, JsonNode> value : input.properties()) {
      if (keys.contains(Label.key(value.getKey()))) {
        used.set(value.getKey(), value.getValue());
      }
    }
    return used;
  }

  private JsonNode build(JsonNode template, int depth) {
    if (depth > MAX_DEPTH) {
      throw NodeException.invalid(
          "bad_config", "a transform's template is at most " + MAX_DEPTH + " levels deep");
    }
    if (template.isArray()) {
      ArrayNode array = Json.array();
      template.forEach(element -> array.add(build(element, depth + 1)));
      return array;
    }
    if (!template.isObject()) {
      return template;
    }
    JsonNode path = template.get("$path");
    if (template.size() == 1 && path != null && path.isString()) {
      return find(path.asString());
    }
    ObjectNode object = Json.object();
    template.forEachEntry((name, value) -> object.set(name, build(value, depth + 1)));
    return object;
  }

  private JsonNode find(String text) {
    Path path = path(text);
    JsonNode found = null;
    if (path.steps().getFirst() instanceof Step.Name(String label)) {
      JsonNode value = value(label);
      found = path.steps().size() == 1 ? value : path.tail().find(value);
    }
    if (found == null) {
      throw NodeException.invalid(
          "unknown_source_output",
          "there is no value at \"" + text + "\"; see what its input holds");
    }
    return found;
  }

  private static Path path(String text) {
    try {
      return Path.parse(text);
    } catch (IllegalArgumentException e) {
      throw new NodeException(Failure.of(Cause.VALIDATION_ERROR, String.valueOf(e.getMessage())));
    }
  }

  private @Nullable JsonNode value(String label) {
    JsonNode exact = input.get(label);
    if (exact != null) {
      return exact;
    }
    String key = Label.key(label);
    for (Map.Entry<String, JsonNode> entry : input.properties()) {
      if (Label.key(entry.getKey()).equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
