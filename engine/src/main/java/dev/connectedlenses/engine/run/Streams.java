package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a running attempt tells before it ends: streamed text and notes. */
final class Streams {
  private Streams() {}

  static void take(Turn turn, Signal.AttemptStreamed streamed) {
    if (!isCurrent(turn, streamed.node(), streamed.attempt())) {
      return;
    }
    NodeState state = turn.node(streamed.node());
    if (state.status() == NodeStatus.RUNNING) {
      turn.set(streamed.node(), state.as(NodeStatus.STREAMING, null));
    }
    turn.event(EventType.NODE_STREAM_DELTA, streamed.node(), delta(streamed));
  }

  private static ObjectNode delta(Signal.AttemptStreamed streamed) {
    return Json.object()
        .put("attempt", streamed.attempt())
        .put("deltaIndex", streamed.deltaIndex())
        .put("text", streamed.text());
  }

  static void take(Turn turn, Signal.AttemptLogged logged) {
    if (isCurrent(turn, logged.node(), logged.attempt())) {
      turn.event(
          EventType.NODE_LOG,
          logged.node(),
          Json.object()
              .put("attempt", logged.attempt())
              .put("level", logged.level())
              .put("message", logged.message()));
    }
  }

  /** Whether this attempt is the one in flight. */
  static boolean isCurrent(Turn turn, int node, int attempt) {
    NodeState state = turn.node(node);
    return state.status().isInFlight() && state.attempts() == attempt;
  }
}
