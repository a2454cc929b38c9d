package dev.connectedlenses.engine.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One row that a decision writes. The shell adds run id, fence and database time. */
public sealed interface Change {
  /** A row of {@code lenses.workflow_run_events}. */
  record Event(EventType type, @Nullable UUID nodeId, ObjectNode payload) implements Change {}

  /** The row of {@code lenses.workflow_node_results} of (run, node, 0), whole, as it is now. */
  record NodeResult(UUID nodeId, NodeState state) implements Change {}

  /** The run's own columns; a terminal status also takes the run off the queue. */
  record Run(RunStatus status, @Nullable UUID activeNodeId, @Nullable ObjectNode error)
      implements Change {}

  /** A row of {@code lenses.workflow_run_provenance} inside this run; source null = run input. */
  record Provenance(
      @Nullable UUID sourceNodeId,
      String sourcePath,
      UUID targetNodeId,
      String targetPath,
      @Nullable JsonNode transform)
      implements Change {}

  /** A run that a node waits for; it begins when this is committed. */
  record Child(UUID nodeId, UUID versionId, ObjectNode inputs) implements Change {}

  /** A node no longer waits for its child, which is cancelled if it still runs. */
  record Orphan(UUID nodeId) implements Change {}

  /** A row of {@code lenses.workflow_run_provenance} from a node of another run. */
  record Inherited(
      UUID sourceRunId, UUID sourceNodeId, String sourcePath, UUID targetNodeId, String targetPath)
      implements Change {}

  /** The run was given up after it had been lost too often, until somebody looks at it. */
  record DeadLetter(String reason) implements Change {}

  /** Adds to the run's token and credit totals. */
  record Spent(Spend spend) implements Change {}
}
