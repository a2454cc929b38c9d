package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Waits for a person, who approves with the values of a form or refuses with a reason. */
public final class ApprovalKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("approval.schema.json");
  private static final Duration LIMIT = Duration.ofHours(24);

  @Override
  public String name() {
    return "approval";
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
  public boolean callsOut() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    JsonNode config = attempt.node().config();
    ObjectNode ask = Json.object();
    ask.put("title", config.path("title").asString(attempt.node().label()));
    if (config.has("form")) {
      ask.set("form", config.get("form"));
    }
    JsonNode value = attempt.input().get("value");
    if (value != null) {
      ask.set("value", value);
    }
    return new AttemptResult.Waits(
        new Wait.Answer(Wait.By.PERSON, limit(config, LIMIT), ask), List.of());
  }

  static Duration limit(JsonNode config, Duration otherwise) {
    return config.has("timeoutMinutes")
        ? Duration.ofMinutes(config.path("timeoutMinutes").asLong())
        : otherwise;
  }

  @Override
  public AttemptResult answered(Node node, JsonNode answer) {
    if (!Forms.approves(answer)) {
      String reason = answer.path("reason").asString("no reason was given");
      String message = "node \"%s\" was not approved: %s".formatted(node.label(), reason);
      return new AttemptResult.Failed(Failure.of(Cause.PERMISSION_ERROR, message), List.of());
    }
    ObjectNode values = answer.isObject() ? Forms.values(answer.asObject()) : Json.object();
    check(node, values);
    Envelope output = Envelope.of(values);
    return new AttemptResult.Completed(
        new Envelope("json", "approval", output.output(), values, null, null), List.of());
  }

  private static void check(Node node, ObjectNode values) {
    JsonNode form = node.config().get("form");
    String fault = form == null ? null : Forms.fault(form, values);
    if (fault != null) {
      throw NodeException.invalid(
          "bad_values",
          "node \"%s\": the answer does not fit its form: %s; answer again"
              .formatted(node.label(), fault));
    }
  }
}
