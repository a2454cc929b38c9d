package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Node;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One try at a node, as its kind sees it.
 *
 * @param number counts from 1 within the run
 * @param input label → typed value, merged and complete
 * @param model what the run or a fallback round asks for; an id or {@code provider/model}
 */
public record Attempt(
    UUID runId,
    Node node,
    int number,
    ObjectNode input,
    Duration timeout,
    @Nullable ModelWish model,
    AttemptSink sink) {

  /** The same attempt at another step: what a kind that works through another kind hands on. */
  Attempt with(Node step, ObjectNode stepInput) {
    return with(step, stepInput, sink);
  }

  Attempt with(Node step, ObjectNode stepInput, AttemptSink stepSink) {
    return new Attempt(runId, step, number, stepInput, timeout, model, stepSink);
  }

  /**
   * Which model is wished for from outside the node.
   *
   * @param ref an id or {@code provider/model}
   * @param binding wins over the node's own choice
   */
  public record ModelWish(String ref, boolean binding) {}
}
