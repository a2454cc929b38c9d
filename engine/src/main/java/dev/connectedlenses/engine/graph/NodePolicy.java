package dev.connectedlenses.engine.graph;

/** How a node joins its incoming edges and what happens when it fails. */
public record NodePolicy(Join join, RetryPolicy retry, FailureMode onFailure) {
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
