package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What nodes of one kind do when they run. Safe for use by many threads at once. */
public interface NodeKind {

  /** The name that a graph gives it, e.g. {@code lens}. */
  String name();

  /** The JSON Schema of the kind's own keys of {@code config}. */
  ObjectNode configSchema();

  /**
   * Whether an attempt only computes: the same input gives the same output, nothing outside is
   * asked and nothing waited for. Pure attempts run on the run's own thread and are repeated after
   * a crash.
   */
  boolean isPure();

  /** Whether an attempt reaches outside the engine, which a stopped agent or a budget forbids. */
  default boolean callsOut() {
    return !isPure();
  }

  /**
   * Runs one attempt to its end. An interrupt asks it to stop at once; what it then answers is not
   * read.
   */
  AttemptResult run(Attempt attempt) throws InterruptedException;

  /** Whether an answer is no output but the beginning of another attempt, which then finds it. */
  default boolean resumes() {
    return false;
  }

  /**
   * What an answer to a waiting node means; pure.
   *
   * @throws NodeException where the answer makes no sense; the node then waits on
   */
  default AttemptResult answered(Node node, JsonNode answer) {
    throw new NodeException(
        Failure.of(Cause.VALIDATION_ERROR, "node \"" + node.label() + "\" asks nobody"));
  }
}
