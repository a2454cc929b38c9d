package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind whose every act needs a permission that is given per agent. This engine cannot ask for
 * those yet, so an attempt is refused before anything is done, and its node says why.
 */
public final class GovernedKind implements NodeKind {
  private final String name;
  private final ObjectNode schema;
  private final String act;

  private GovernedKind(String name, String act) {
    this.name = name;
    this.schema = Texts.json(name + ".schema.json");
    this.act = act;
  }

  static GovernedKind agent() {
    return new GovernedKind("agent", "letting an agent work with tools");
  }

  static GovernedKind tool() {
    return new GovernedKind("tool", "calling a registered tool");
  }

  static GovernedKind memoryRead() {
    return new GovernedKind("memory_read", "reading an agent's memory");
  }

  static GovernedKind memoryWrite() {
    return new GovernedKind("memory_write", "writing an agent's memory");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ObjectNode configSchema() {
    return schema.deepCopy();
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    String message =
        "node \"%s\": %s needs a permission that this server cannot give yet; take the node out or use a lens"
            .formatted(attempt.node().label(), act);
    return new AttemptResult.Failed(Failure.of(Cause.PERMISSION_ERROR, message), List.of());
  }
}
