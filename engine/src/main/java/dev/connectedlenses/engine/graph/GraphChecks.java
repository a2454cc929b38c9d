package dev.connectedlenses.engine.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to hold for a graph as a whole: no cycle, one merge strategy per input. */
final class GraphChecks {
  private GraphChecks() {}

  static void check(Graph graph) {
    for (int node = 0; node < graph.nodes().size(); node++) {
      for (Binding binding : graph.bindings(node)) {
        oneStrategy(graph.node(node), binding);
      }
    }
    acyclic(graph);
  }

  private static void oneStrategy(Node node, Binding binding) {
    for (Edge edge : binding.edges()) {
      MergeStrategy first = binding.edges().getFirst().merge();
      if (edge.merge() != first) {
        throw new GraphException(
            "merge_strategy_conflict",
            edge.id(),
            "the edges into \"%s\" of node \"%s\" use both %s and %s; choose one"
                .formatted(binding.label(), node.label(), first, edge.merge()));
      }
    }
  }

  /** Takes away nodes without open incoming edges until none is left; what stays is a cycle. */
  private static void acyclic(Graph graph) {
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
