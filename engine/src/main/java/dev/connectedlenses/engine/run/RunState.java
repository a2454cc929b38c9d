package dev.connectedlenses.engine.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is known of one run, immutable.
 *
 * @param inputs the run's inputs by name
 * @param nodes one state per node of the graph, by index
 * @param cancelReason set once somebody asked for the run to stop
 */
public record RunState(
    RunStatus status,
    ObjectNode inputs,
    List<NodeState> nodes,
    boolean cancelAsked,
    @Nullable String cancelReason) {
  public RunState {
    nodes = List.copyOf(nodes);
  }
}
