package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What somebody answered to a waiting node, as the queue of answers holds it.
 *
 * @param id of the answer's row
 */
record Answer(UUID id, UUID nodeId, JsonNode payload) {

  /** What the node's kind made of it, as a signal. */
  Signal signal(int node, AttemptResult meaning) {
    return switch (meaning) {
      case AttemptResult.Completed(var output, var _) -> new Signal.Answered(node, output, null);
      case AttemptResult.Failed(var why, var _) ->
          new Signal.Answered(node, Envelope.text(""), why);
      case AttemptResult.Waits _ ->
          throw new IllegalStateException("an answer must end a wait, not begin another");
    };
  }

  /** The note that it makes no sense; its node waits on. */
  Change misfit(NodeState node, Failure why) {
    return new Change.Event(
        EventType.NODE_LOG,
        nodeId,
        Json.object()
            .put("attempt", node.attempts())
            .put("level", "warn")
            .put("message", why.message()));
  }
}
