package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Binding;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Label;
import dev.connectedlenses.engine.graph.MergeStrategy;
import dev.connectedlenses.engine.graph.Merging;
import dev.connectedlenses.engine.graph.Sizes;
import dev.connectedlenses.engine.node.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the input of a node: for every label the node's own override, else what live edges bring,
 * else the run's input of that name, else the parameter's default. JSON null counts as nothing.
 */
final class Inputs {
  static final int MAX_BYTES = 512 * 1024;
  private final Turn turn;
  private final int node;
  private final ObjectNode input = Json.object();
  private final List<Link> links = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unfound = new ArrayList<>();

  private Inputs(Turn turn, int node) {
    this.turn = turn;
    this.node = node;
  }

  /**
   * Where a value came from.
   *
   * @param source index of the source node, -1 for an input of the run
   */
  record Link(int source, String sourcePath, String targetPath, @Nullable MergeStrategy merge) {}

  /** An input, where it came from, and why it will not do if it will not. */
  record Resolved(ObjectNode input, List<Link> links, @Nullable Failure failure) {}

  static Resolved resolve(Turn turn, int node) {
    return new Inputs(turn, node).resolve();
  }

  /** An input that an earlier attempt resolved and recorded. */
  static Resolved known(ObjectNode input) {
    return new Resolved(input, List.of(), null);
  }

  private Resolved resolve() {
    for (Binding binding : turn.graph().bindings(node)) {
      JsonNode value = value(binding);
      if (value != null) {
        input.set(binding.label(), Typing.typed(binding.parameter(), value));
      } else if (binding.parameter() != null && binding.parameter().required()) {
        missing.add(binding.label());
      }
    }
    return new Resolved(input, links, failure());
  }

  private @Nullable JsonNode value(Binding binding) {
    JsonNode override = turn.plan(node).override(binding.label());
    if (isGiven(override)) {
      return override;
    }
    JsonNode edges = fromEdges(binding);
    if (isGiven(edges)) {
      return edges;
    }
    if (binding.parameter() == null) {
      return null;
    }
    JsonNode run = fromRun(binding.label());
    return isGiven(run) ? run : binding.parameter().defaultValue();
  }

  private @Nullable JsonNode fromEdges(Binding binding) {
    List<Merging.Item> items = new ArrayList<>();
    for (Edge edge : binding.edges()) {
      if (Readiness.edging(turn, edge, _ -> {}) == Readiness.Edging.LIVE) {
        JsonNode value = found(edge);
        if (value != null) {
          items.add(new Merging.Item(edge, turn.plan(edge.source()).label(), value));
        } else if (!binding.optional()) {
          unfound.add(unfound(edge));
        }
      }
    }
    if (items.isEmpty()) {
      return null;
    }
    MergeStrategy strategy = items.getFirst().edge().merge();
    for (Merging.Item item : Merging.used(strategy, items)) {
      Edge edge = item.edge();
      MergeStrategy merge = binding.edges().size() > 1 ? strategy : null;
      links.add(new Link(edge.source(), edge.sourceKey().text(), binding.label(), merge));
    }
    return Merging.merge(strategy, items);
  }

  private @Nullable JsonNode found(Edge edge) {
    var output = turn.node(edge.source()).output();
    return output == null ? null : output.find(edge.sourceKey());
  }

  private String unfound(Edge edge) {
    return "node \"%s\" put out no \"%s\""
        .formatted(turn.plan(edge.source()).label(), edge.sourceKey().text());
  }

  private @Nullable JsonNode fromRun(String label) {
    JsonNode exact = turn.inputs().get(label);
    String name = exact == null ? nameOf(label) : label;
    if (name == null) {
      return null;
    }
    JsonNode value = turn.inputs().get(name);
    if (isGiven(value)) {
      links.add(new Link(-1, name, label, null));
    }
    return value;
  }

  private @Nullable String nameOf(String label) {
    String key = Label.key(label);
    for (Map.Entry<String, JsonNode> entry : turn.inputs().properties()) {
      if (Label.key(entry.getKey()).equals(key)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static boolean isGiven(@Nullable JsonNode value) {
    return value != null && !value.isNull();
  }

  private @Nullable Failure failure() {
    String name = turn.plan(node).label();
    if (!unfound.isEmpty()) {
      String message = "node \"%s\": %s".formatted(name, String.join("; ", unfound));
      return failure(message, "unknown_source_output", unfound);
    }
    if (!missing.isEmpty()) {
      String labels = "\"" + String.join("\", \"", missing) + "\"";
      String message =
          "node \"%s\" needs input %s; connect it or give a default".formatted(name, labels);
      return failure(message, "missing_binding", missing);
    }
    if (!Sizes.fits(input, MAX_BYTES)) {
      String message =
          "the input of node \"%s\" is larger than 512 KiB; pass on less".formatted(name);
      return failure(message, "context_too_large", List.of());
    }
    return null;
  }

  private static Failure failure(String message, String code, List<String> items) {
    ObjectNode details = Json.object().put("code", code);
    if (!items.isEmpty()) {
      ArrayNode list = details.putArray("items");
      items.forEach(list::add);
    }
    return new Failure(Cause.VALIDATION_ERROR, message, null, details);
  }

  /** Writes down where each value came from, as rows and as one event. */
  static void record(Turn turn, int node, Resolved resolved) {
    if (resolved.links().isEmpty()) {
      return;
    }
    ArrayNode links = Json.array();
    for (Link link : resolved.links()) {
      var source = link.source() < 0 ? null : turn.plan(link.source()).id();
      ObjectNode json = links.addObject();
      json.put("sourceNodeId", source == null ? null : source.toString());
      json.put("sourcePath", link.sourcePath()).put("targetPath", link.targetPath());
      ObjectNode transform = null;
      if (link.merge() != null) {
        String merge = link.merge().name().toLowerCase(Locale.ROOT);
        json.put("merge", merge);
        transform = Json.object().put("merge", merge);
      }
      turn.change(
          new Change.Provenance(
              source, link.sourcePath(), turn.plan(node).id(), link.targetPath(), transform));
    }
    ObjectNode payload = Json.object();
    payload.set("links", links);
    turn.event(EventType.NODE_PROVENANCE, node, payload);
  }
}
