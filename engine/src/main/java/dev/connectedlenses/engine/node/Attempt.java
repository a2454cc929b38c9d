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
 * @param retries failures that were followed by another try before this one
 * @param model what the run or a fallback round asks for; an id or {@code provider/model}
 */
public record Attempt(
    UUID runId,
    Node node,
    int number,
    ObjectNode input,
    Duration timeout,
    @Nullable ModelWish model,
    AttemptSink sink,
    Behalf behalf,
    Meter meter,
    int retries) {

  /** An attempt of a person's own run, whose calls nobody limits. */
  public Attempt(
      UUID runId,
      Node node,
      int number,
      ObjectNode input,
      Duration timeout,
      @Nullable ModelWish model,
      AttemptSink sink) {
    this(runId, node, number, input, timeout, model, sink, Behalf.NOBODY, Meter.FREE, 0);
  }

  /** The same attempt at another step: what a kind that works through another kind hands on. */
  public Attempt with(Node step, ObjectNode stepInput) {
    return with(step, stepInput, sink);
  }

  /** The same with another place to tell what happens. */
  public Attempt with(Node step, ObjectNode stepInput, AttemptSink stepSink) {
    return new Attempt(
        runId, step, number, stepInput, timeout, model, stepSink, behalf, meter, retries);
  }

  /** The same attempt on behalf of somebody else. */
  public Attempt as(Behalf other) {
    return new Attempt(runId, node, number, input, timeout, model, sink, other, meter, retries);
  }

  /**
   * Which model is wished for from outside the node.
   *
   * @param ref an id or {@code provider/model}
   * @param binding wins over the node's own choice
   */
  public record ModelWish(String ref, boolean binding) {}
}
