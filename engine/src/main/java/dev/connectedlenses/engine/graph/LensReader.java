package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the lens block of a snapshot's node. */
final class LensReader {
  private LensReader() {}

  static Lens read(JsonNode json) {
    return new Lens(
        GraphReader.optionalId(json, "lens_id"),
        GraphReader.optionalId(json, "version_id"),
        json.path("template_body").asString(""),
        parameters(json),
        value(json, "input_contract"),
        value(json, "output_contract"));
  }

  /** What a pinned lens, or a pinned workflow, takes by name. */
  static List<Parameter> parameters(JsonNode json) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : json.path("parameters")) {
      parameters.add(parameter(parameter));
    }
    return parameters;
  }

  private static Parameter parameter(JsonNode json) {
    return new Parameter(
        json.path("label").asString(""),
        json.path("type").asString("text"),
        json.path("required").asBoolean(true),
        value(json, "options"),
        value(json, "default_value"),
        length(json, "min_length"),
        length(json, "max_length"));
  }

  private static @Nullable Integer length(JsonNode json, String name) {
    JsonNode value = value(json, name);
    return value == null ? null : value.asInt();
  }

  private static @Nullable JsonNode value(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
