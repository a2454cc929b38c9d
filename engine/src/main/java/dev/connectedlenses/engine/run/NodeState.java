package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is known of one node in one run.
 *
 * @param waitingReason wire name of the reason, null when the node does not wait
 * @param attempts attempts started so far
 * @param input resolved input of the newest attempt
 */
public record NodeState(
    NodeStatus status,
    @Nullable String waitingReason,
    int attempts,
    @Nullable ObjectNode input,
    @Nullable Envelope output,
    @Nullable Failure failure,
    List<Usage> usage,
    Signal.@Nullable Timing timing) {
  public NodeState {
    usage = List.copyOf(usage);
  }
}
