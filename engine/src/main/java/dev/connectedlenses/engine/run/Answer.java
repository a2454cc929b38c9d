package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import java.util.ArrayList;
import java.util.List;
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

  /** Where the results of a child run came from; nothing for any other answer. */
  List<Change> inherited() {
    JsonNode run = payload.path("run_id");
    List<Change> links = new ArrayList<>();
    for (JsonNode result : payload.path("results")) {
      if (run.isString() && result.path("node_id").isString()) {
        UUID source = UUID.fromString(result.path("node_id").asString());
        String name = result.path("name").asString();
        links.add(
            new Change.Inherited(UUID.fromString(run.asString()), source, "output", nodeId, name));
      }
    }
    return links;
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
