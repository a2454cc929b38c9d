package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Conditions;
import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy.Join;
import dev.connectedlenses.engine.node.Envelope;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** When a node may run: its incoming edges are settled and enough of them are live. */
final class Readiness {
  private Readiness() {}

  /** Why an edge does or does not carry a value. */
  enum Edging {
    LIVE("live"),
    CONDITION_FALSE("condition_false"),
    SOURCE_SKIPPED("source_skipped"),
    SOURCE_FAILED("source_failed");

    final String wire;

    Edging(String wire) {
      this.wire = wire;
    }
  }

  /** Looks at everything that may have waited for this node. */
  static void settled(Turn turn, int source) {
    for (Edge edge : turn.graph().outgoing(source)) {
      look(turn, edge.target());
    }
  }

  /** Makes a waiting node ready or skipped if all its incoming edges are settled. */
  static void look(Turn turn, int node) {
    if (turn.status(node) != NodeStatus.AWAITING_DEPENDENCY) {
      return;
    }
    List<Edge> incoming = turn.graph().incoming(node);
    for (Edge edge : incoming) {
      if (!turn.status(edge.source()).isTerminal()) {
        return;
      }
    }
    int live = 0;
    for (Edge edge : incoming) {
      if (edging(turn, edge, note -> log(turn, node, edge, note)) == Edging.LIVE) {
        live++;
      }
    }
    boolean all = turn.plan(node).policy().join() == Join.ALL;
    if (incoming.isEmpty() || (all ? live == incoming.size() : live > 0)) {
      turn.set(node, turn.node(node).as(NodeStatus.QUEUED, WaitingReason.QUEUED));
      turn.event(EventType.NODE_QUEUED, node, Json.object());
    } else {
      skip(turn, node, incoming);
    }
  }

  /** What a settled edge is; notes tell about comparisons that made no sense. */
  static Edging edging(Turn turn, Edge edge, Consumer<String> notes) {
    NodeState source = turn.node(edge.source());
    Envelope output = source.output();
    if (source.status() == NodeStatus.SKIPPED) {
      return Edging.SOURCE_SKIPPED;
    }
    if (source.status() != NodeStatus.COMPLETED || output == null) {
      return Edging.SOURCE_FAILED;
    }
    boolean live =
        edge.condition() == null
            || Conditions.holds(edge.condition(), output.find(edge.sourceKey()), notes);
    return live ? Edging.LIVE : Edging.CONDITION_FALSE;
  }

  private static void skip(Turn turn, int node, List<Edge> incoming) {
    ArrayNode edges = Json.array();
    for (Edge edge : incoming) {
      Edging edging = edging(turn, edge, _ -> {});
      edges.addObject().put("edgeId", edge.id().toString()).put("because", edging.wire);
    }
    turn.set(node, turn.node(node).as(NodeStatus.SKIPPED, WaitingReason.CONDITION_FALSE));
    ObjectNode payload = Json.object().put("reason", WaitingReason.CONDITION_FALSE.wire());
    payload.set("edges", edges);
    turn.event(EventType.NODE_SKIPPED, node, payload);
  }

  private static void log(Turn turn, int node, Edge edge, String note) {
    turn.event(
        EventType.NODE_LOG,
        node,
        Json.object()
            .put("level", "warn")
            .put("message", note)
            .put("edgeId", edge.id().toString()));
  }
}
