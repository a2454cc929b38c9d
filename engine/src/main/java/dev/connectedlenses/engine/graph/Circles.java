package dev.connectedlenses.engine.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds nodes that wait for each other. */
final class Circles {
  private Circles() {}

  /** Takes away nodes without open incoming edges until none is left; what stays is a circle. */
  static void refuse(Graph graph) {
    int[] open = new int[graph.nodes().size()];
    Deque<Integer> free = new ArrayDeque<>();
    for (int node = 0; node < open.length; node++) {
      open[node] = graph.incoming(node).size();
      if (open[node] == 0) {
        free.add(node);
      }
    }
    int taken = 0;
    while (!free.isEmpty()) {
      taken++;
      for (Edge edge : graph.outgoing(free.remove())) {
        if (--open[edge.target()] == 0) {
          free.add(edge.target());
        }
      }
    }
    for (int node = 0; taken < open.length && node < open.length; node++) {
      if (open[node] > 0) {
        throw new GraphException(
            "cycle_detected",
            graph.node(node).id(),
            "node \"%s\" is in a circle or behind one, so it could never start; remove an edge"
                .formatted(graph.node(node).label()));
      }
    }
  }
}
