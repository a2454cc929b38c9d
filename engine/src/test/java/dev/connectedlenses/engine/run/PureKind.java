package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.NodeKind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A pure kind that puts a letter after its input. */
final class PureKind implements NodeKind {
  @Override
  public String name() {
    return "transform";
  }

  @Override
  public ObjectNode configSchema() {
    return Json.object();
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    String text = attempt.input().path("in").asString("") + "x";
    return new AttemptResult.Completed(Envelope.text(text), List.of());
  }
}
