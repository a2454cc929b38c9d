package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names a result of the run; the value itself goes through unchanged. */
public final class OutputKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("output.schema.json");

  @Override
  public String name() {
    return "output";
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
    JsonNode config = attempt.node().config();
    String name = config.path("name").asString(attempt.node().label());
    String artifact = config.path("artifactKind").asString("result");
    return new AttemptResult.Completed(named(Envelope.of(value), artifact, name), List.of());
  }

  private static Envelope named(Envelope plain, String artifactKind, String name) {
    return new Envelope(
        plain.kind(),
        artifactKind,
        plain.output(),
        plain.data(),
        null,
        Json.object().put("name", name));
  }
}
