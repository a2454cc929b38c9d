package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Conditions;
import dev.connectedlenses.engine.graph.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the ways whose conditions hold; what comes in is handed on under the names of those. */
public final class BranchKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("branch.schema.json");

  @Override
  public String name() {
    return "branch";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    JsonNode value = attempt.input().get("value");
    List<String> taken = taken(attempt, value);
    String text = taken.isEmpty() ? "" : taken.getFirst();
    return new AttemptResult.Completed(
        new Envelope("json", "branch", text, data(taken, value), null, null), List.of());
  }

  /** What edges read: the first way taken, all of them, and the value under the name of each. */
  private static ObjectNode data(List<String> taken, @Nullable JsonNode value) {
    ObjectNode data = Json.object();
    data.put("branch", taken.isEmpty() ? null : taken.getFirst());
    ArrayNode all = data.putArray("branches");
    ObjectNode ways = data.putObject("to");
    for (String name : taken) {
      all.add(name);
      ways.set(name, value == null ? Json.object() : value);
    }
    return data;
  }

  private static List<String> taken(Attempt attempt, @Nullable JsonNode value) {
    JsonNode config = attempt.node().config();
    boolean all = config.path("mode").asString("first").equals("all");
    List<String> taken = new ArrayList<>();
    for (JsonNode branch : config.path("branches")) {
      if ((all || taken.isEmpty()) && holds(attempt, branch.path("when"), value)) {
        taken.add(branch.path("name").asString());
      }
    }
    JsonNode otherwise = config.get("otherwise");
    if (taken.isEmpty() && otherwise != null) {
      taken.add(otherwise.asString());
    }
    return taken;
  }

  private static boolean holds(Attempt attempt, JsonNode when, @Nullable JsonNode value) {
    try {
      return Conditions.holds(
          Conditions.read(when), value, note -> attempt.sink().log("warn", note));
    } catch (IllegalArgumentException e) {
      throw NodeException.invalid(
          "bad_condition", "node \"%s\": %s".formatted(attempt.node().label(), e.getMessage()));
    }
  }
}
