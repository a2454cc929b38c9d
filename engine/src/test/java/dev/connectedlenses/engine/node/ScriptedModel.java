package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/** Stands in for the lens kind: renders the lens and gives the answers of a test. */
final class ScriptedModel implements NodeKind {
  static final Usage USAGE = new Usage("demo", "writer", 7, 3, BigDecimal.ONE);

  final List<Attempt> asked = new CopyOnWriteArrayList<>();
  private final Answer answer;

  /** What the model says to a rendered question. */
  @FunctionalInterface
  interface Answer {
    Envelope to(String question) throws InterruptedException;
  }

  ScriptedModel(Answer answer) {
    this.answer = answer;
  }

  @Override
  public String name() {
    return "lens";
  }

  @Override
  public ObjectNode configSchema() {
    return Json.object();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    asked.add(attempt);
    var lens = attempt.node().lens();
    if (lens == null) {
      return new AttemptResult.Failed(Failure.of(Cause.VALIDATION_ERROR, "no lens"), List.of());
    }
    String question =
        Template.render(lens.templateBody(), attempt.node().parameters(), attempt.input());
    return new AttemptResult.Completed(answer.to(question), List.of(USAGE));
  }
}
