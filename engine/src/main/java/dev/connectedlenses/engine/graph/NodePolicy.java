package dev.connectedlenses.engine.graph;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a node joins its incoming edges and what happens when it fails.
 *
 * @param fallbackModel the model of the extra round under {@link FailureMode#FALLBACK}
 * @param fallbackAssignee the agent or team that takes over for the extra round
 */
public record NodePolicy(
    Join join,
    RetryPolicy retry,
    FailureMode onFailure,
    @Nullable String fallbackModel,
    @Nullable String fallbackAssignee) {

  /** A policy without anybody to take over. */
  public NodePolicy(
      Join join, RetryPolicy retry, FailureMode onFailure, @Nullable String fallbackModel) {
    this(join, retry, onFailure, fallbackModel, null);
  }

  /** The policies that an assignment brings, over these defaults; null changes nothing. */
  public static NodePolicy under(@Nullable JsonNode policies, NodePolicy defaults) {
    return policies == null ? defaults : PolicyReader.read(policies, defaults);
  }

  /** Whether a failure policy names somebody or something for one more round. */
  public boolean hasFallback() {
    return onFailure == FailureMode.FALLBACK && (fallbackModel != null || fallbackAssignee != null);
  }

  public static final NodePolicy DEFAULT =
      new NodePolicy(Join.ANY, RetryPolicy.DEFAULT, FailureMode.ISOLATE, null);

  /** Which incoming edges have to be live for a node to run. */
  public enum Join {
    ANY,
    ALL
  }

  /** What the failure of a node does to the rest of its run. */
  public enum FailureMode {
    ISOLATE,
    HALT,
    FALLBACK
  }
}
