package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds the labels that a transform's config refers to: all of them are required parameters. */
final class References {
  private final Map<String, Parameter> found = new LinkedHashMap<>();

  private References() {}

  static List<Parameter> in(JsonNode config) {
    References references = new References();
    references.text(config.path("text").asString(""));
    references.value(config.path("output"));
    return new ArrayList<>(references.found.values());
  }

  private void text(String body) {
    for (Placeholders.Part part : Placeholders.cut(body)) {
      if (part instanceof Placeholders.Part.Slot slot) {
        add(slot.label());
      }
    }
  }

  private void value(JsonNode template) {
    JsonNode path = template.get("$path");
    if (template.size() == 1 && path != null && path.isString()) {
      add(head(path.asString()));
      return;
    }
    for (JsonNode child : template) {
      value(child);
    }
  }

  private void add(String label) {
    found.putIfAbsent(Label.key(label), Parameter.of(label, "any", true));
  }

  private static String head(String path) {
    return Path.parse(path).steps().getFirst() instanceof Path.Step.Name(String name) ? name : path;
  }
}
