package dev.connectedlenses.engine.graph;

import java.util.List;
import java.util.UUID;

/**
 * The pinned plan of one run, read from {@code lenses.workflow_versions.graph}.
 *
 * @param nodes in (ordinal, id) order; a node's index in this list is its number everywhere else
 * @param edges in (ordinal, id) order
 */
public record Graph(UUID workflowId, UUID versionId, List<Node> nodes, List<Edge> edges) {
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
