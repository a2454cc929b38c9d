package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a node takes by name: by its lens, by the labels in its config, or by its kind. */
final class References {
  private final Map<String, Parameter> found = new LinkedHashMap<>();

  private References() {}

  static List<Parameter> of(String kind, JsonNode config, @Nullable Lens lens) {
    References references = new References();
    switch (kind) {
      case "transform" -> {
        references.text(config.path("text").asString(""));
        references.value(config.path("output"));
      }
      case "http_request" -> {
        references.text(config.path("url").asString(""));
        references.text(config.path("body").asString(""));
      }
      case "agent" -> references.text(config.path("goal").asString(""));
      case "memory_read" -> references.text(config.path("query").asString(""));
      case "memory_write" -> references.text(config.path("content").asString(""));
      case "branch", "output", "validate" -> references.add("value");
      case "wait", "approval" -> references.found.put("value", Parameter.of("value", "any", false));
      case "for_each" -> {
        references.add("items");
        references.stepOf(config, lens);
      }
      default -> {
        return lens == null ? List.of() : lens.parameters();
      }
    }
    return new ArrayList<>(references.found.values());
  }

  /** What the step of a for_each takes beside its item: anything, and nothing of it must be. */
  private void stepOf(JsonNode config, @Nullable Lens lens) {
    String item = Label.key(config.path("item").asString("item"));
    for (Parameter parameter : lens == null ? List.<Parameter>of() : lens.parameters()) {
      String key = Label.key(parameter.label());
      if (!key.equals(item) && !key.equals("index")) {
        found.putIfAbsent(key, Parameter.of(parameter.label(), "any", false));
      }
    }
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
