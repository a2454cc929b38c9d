package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is known of one run, immutable. The rows of the run and its node results give it back
 * after a crash.
 *
 * @param inputs the run's inputs by name
 * @param nodes one state per node of the graph, by index
 */
public record RunState(
    RunStatus status, ObjectNode inputs, RunLimits limits, List<NodeState> nodes) {
  public RunState {
    nodes = List.copyOf(nodes);
  }

  /** A run that waits for its first claim. */
  public static RunState queued(Graph graph, ObjectNode inputs, RunLimits limits) {
    List<NodeState> nodes = Collections.nCopies(graph.nodes().size(), NodeState.PENDING);
    return new RunState(RunStatus.QUEUED, inputs, limits, nodes);
  }
}
