package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.NodeKind;
import dev.connectedlenses.engine.node.Template;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A lens kind whose model is the test. */
abstract class ScriptedLens implements NodeKind {

  /** What the model says to a rendered question. */
  abstract AttemptResult answer(String question);

  @Override
  public final String name() {
    return "lens";
  }

  @Override
  public final ObjectNode configSchema() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("template_body");
    return schema;
  }

  @Override
  public final boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    Lens lens = Objects.requireNonNull(attempt.node().lens());
    return answer(
        Template.render(lens.templateBody(), attempt.node().parameters(), attempt.input()));
  }
}
