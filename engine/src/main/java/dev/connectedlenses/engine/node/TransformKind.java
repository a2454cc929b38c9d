package dev.connectedlenses.engine.node;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Builds JSON or text from its inputs, without any call. */
public final class TransformKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("transform.schema.json");

  @Override
  public String name() {
    return "transform";
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
    Envelope output = TransformNode.apply(attempt.node().config(), attempt.input());
    return new AttemptResult.Completed(output, List.of());
  }
}
