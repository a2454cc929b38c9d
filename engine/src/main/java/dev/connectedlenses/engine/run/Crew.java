package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import java.util.List;
import java.util.UUID;

/** Knows who works on the nodes of runs that agents do. */
@FunctionalInterface
public interface Crew {
  /** Nobody in particular. */
  Crew NOBODY = (_, _, _) -> List.of();

  /**
   * The seat of each node by its index, -1 for nodes that nobody in particular works on. Asked
   * whenever a run of an agent is claimed, before it moves; the answer stays the same for a run.
   */
  List<Integer> seats(UUID runId, UUID claimId, Graph graph);
}
