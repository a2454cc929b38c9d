package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that is known of one node in one run; a row of node results holds exactly this.
 *
 * @param attempts attempts started so far, lost ones included; also the newest attempt's number
 * @param retries attempts that the retry policy granted after the first; more than its maximum
 *     means that the fallback round has begun
 * @param input resolved input, the same for all attempts
 * @param failure of the newest failed attempt
 * @param spend of all attempts together
 * @param timing of the newest attempt that ended
 */
public record NodeState(
    NodeStatus status,
    @Nullable WaitingReason waiting,
    int attempts,
    int retries,
    @Nullable ObjectNode input,
    @Nullable Envelope output,
    @Nullable Failure failure,
    Spend spend,
    @Nullable Route route,
    Signal.@Nullable Timing timing) {
  /** A node of which nothing has happened yet. */
  public static final NodeState PENDING =
      new NodeState(NodeStatus.PENDING, null, 0, 0, null, null, null, Spend.NONE, null, null);

  /** What the events of a run tell about a node: everything but its input. */
  NodeState told() {
    Failure kept = failure == null ? null : Failure.fromJson(failure.toJson());
    return new NodeState(
        status, waiting, attempts, retries, null, output, kept, spend, route, timing);
  }

  /** The same node in another status. */
  NodeState as(NodeStatus newStatus, @Nullable WaitingReason reason) {
    return new NodeState(
        newStatus, reason, attempts, retries, input, output, failure, spend, route, timing);
  }

  NodeState withAttempt(int number, @Nullable ObjectNode resolved) {
    return new NodeState(
        status, waiting, number, retries, resolved, output, failure, spend, route, timing);
  }

  NodeState withRetries(int granted) {
    return new NodeState(
        status, waiting, attempts, granted, input, output, failure, spend, route, timing);
  }

  NodeState withOutput(@Nullable Envelope result) {
    return new NodeState(
        status, waiting, attempts, retries, input, result, failure, spend, route, timing);
  }

  NodeState withFailure(@Nullable Failure why) {
    return new NodeState(
        status, waiting, attempts, retries, input, output, why, spend, route, timing);
  }

  NodeState withSpend(Spend total, Route latest) {
    return new NodeState(
        status, waiting, attempts, retries, input, output, failure, total, latest, timing);
  }

  NodeState withTiming(Signal.Timing latest) {
    return new NodeState(
        status, waiting, attempts, retries, input, output, failure, spend, route, latest);
  }
}
