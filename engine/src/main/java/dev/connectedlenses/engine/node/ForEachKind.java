package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Label;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.engine.graph.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs one step for every item of a list, some at a time, and gives the results in order. */
public final class ForEachKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("for_each.schema.json");
  private static final int CONCURRENCY = 4;
  private static final int MAX_ITEMS = 1_000;

  private final NodeKinds steps;

  /**
   * @param steps the kinds that may run for an item
   */
  public ForEachKind(NodeKinds steps) {
    this.steps = steps;
  }

  @Override
  public String name() {
    return "for_each";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    List<JsonNode> items = items(attempt);
    JsonNode config = attempt.node().config();
    NodeKind step = step(attempt.node());
    Node inner = inner(attempt.node());
    int atOnce = Math.min(config.path("concurrency").asInt(CONCURRENCY), Math.max(1, items.size()));
    boolean keep = config.path("on_item_failure").asString("fail").equals("keep");
    Iterations iterations =
        new Iterations(items.size(), keep, i -> step.run(attempt(attempt, inner, items, i)));
    return iterations.run(atOnce);
  }

  private NodeKind step(Node node) {
    JsonNode kind = node.config().path("kind");
    NodeKind step = steps.find(kind.asString());
    if (step == null) {
      throw NodeException.invalid(
          "bad_config",
          "node \"%s\": a step of kind %s cannot run for each item".formatted(node.label(), kind));
    }
    return step;
  }

  private static List<JsonNode> items(Attempt attempt) {
    JsonNode given = attempt.input().get("items");
    int most = attempt.node().config().path("max_items").asInt(MAX_ITEMS);
    if (given == null || !given.isArray()) {
      throw NodeException.invalid(
          "bad_items",
          "node \"%s\" needs a list as its input \"items\"".formatted(attempt.node().label()));
    }
    if (given.size() > most) {
      throw NodeException.invalid(
          "too_many_items",
          "node \"%s\" got %d items and takes %d; pass on fewer or raise max_items"
              .formatted(attempt.node().label(), given.size(), most));
    }
    return given.valueStream().toList();
  }

  /** The node as its step sees it: the step's kind, config, lens and parameters. */
  private static Node inner(Node node) {
    JsonNode config = node.config();
    ObjectNode inner =
        config.path("config").isObject() ? config.path("config").asObject() : Json.object();
    String kind = config.path("kind").asString();
    Lens lens = kind.equals("lens") ? lens(node, inner) : null;
    List<Parameter> parameters = lens == null ? List.of() : lens.parameters();
    return new Node(node.id(), node.label(), kind, inner, lens, parameters, node.policy());
  }

  private static @Nullable Lens lens(Node node, ObjectNode config) {
    JsonNode body = config.get("template_body");
    if (body == null) {
      return node.lens();
    }
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Placeholders.Part part : Placeholders.cut(body.asString())) {
      if (part instanceof Placeholders.Part.Slot slot) {
        parameters.putIfAbsent(
            Label.key(slot.label()), Parameter.of(slot.label(), "any", !slot.optional()));
      }
    }
    return new Lens(null, null, body.asString(), List.copyOf(parameters.values()), null, null);
  }

  /** The attempt at one item: the node's other inputs, the item under its name, and its number. */
  private static Attempt attempt(Attempt whole, Node inner, List<JsonNode> items, int i) {
    ObjectNode input = Json.object();
    for (Map.Entry<String, JsonNode> given : whole.input().properties()) {
      if (!given.getKey().equals("items")) {
        input.set(given.getKey(), given.getValue());
      }
    }
    input.set(whole.node().config().path("item").asString("item"), items.get(i));
    input.put("index", i);
    return whole.with(inner, takenBy(inner, input), new Quiet(whole.sink(), i));
  }

  /** A lens refuses values that it does not know. */
  private static ObjectNode takenBy(Node inner, ObjectNode input) {
    if (inner.lens() == null) {
      return input;
    }
    ObjectNode taken = Json.object();
    for (Parameter parameter : inner.parameters()) {
      for (Map.Entry<String, JsonNode> given : input.properties()) {
        if (Label.key(given.getKey()).equals(Label.key(parameter.label()))) {
          taken.set(parameter.label(), given.getValue());
        }
      }
    }
    return taken;
  }

  /** Keeps the notes of an item's step and drops its pieces: those of many items would mingle. */
  private record Quiet(AttemptSink whole, int item) implements AttemptSink {
    @Override
    public void delta(String text) {}

    @Override
    public void prompt(JsonNode layers) {
      whole.prompt(layers);
    }

    @Override
    public void log(String level, String message) {
      whole.log(level, "item " + item + ": " + message);
    }
  }
}
