package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import tools.jackson.databind.node.ObjectNode;

/** A call was not made because a person has to approve it first. */
final class ClosedGate extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Gate gate;

  ClosedGate(Gate gate) {
    super(gate.reason());
    this.gate = gate;
  }

  /** What the node waits for. */
  Wait wait(String label) {
    ObjectNode ask = Json.object().put("kind", "gate").put("gate", gate.name());
    ask.put("title", "Step \"%s\"".formatted(label)).put("reason", gate.reason());
    return new Wait.Answer(Wait.By.PERSON, gate.limit(), ask);
  }
}
