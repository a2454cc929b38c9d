package dev.connectedlenses.engine.graph;

/** What has to hold for a graph as a whole: no cycle, one merge strategy per input. */
final class GraphChecks {
  private GraphChecks() {}

  static void check(Graph graph) {
    for (int node = 0; node < graph.nodes().size(); node++) {
      for (Binding binding : graph.bindings(node)) {
        oneStrategy(graph.node(node), binding);
      }
    }
    Circles.refuse(graph);
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
}
