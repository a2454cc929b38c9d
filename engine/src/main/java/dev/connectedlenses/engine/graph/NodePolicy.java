package dev.connectedlenses.engine.graph;

import org.jspecify.annotations.Nullable;

/**
 * How a node joins its incoming edges and what happens when it fails.
 *
 * @param fallbackModel the model of the extra round under {@link FailureMode#FALLBACK}
 */
public record NodePolicy(
    Join join, RetryPolicy retry, FailureMode onFailure, @Nullable String fallbackModel) {
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
