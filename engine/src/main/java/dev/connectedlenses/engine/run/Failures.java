package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.graph.NodePolicy.FailureMode;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** What happens when an attempt ends badly: again, once more elsewhere, or the end of the node. */
final class Failures {
  /** A provider that stays away for so many looks is not waited for any longer. */
  private static final int MOST_ATTEMPTS = 500;

  private Failures() {}

  static Failure timeout(Node node) {
    return Failure.of(
        Cause.TIMEOUT,
        "node \"%s\" gave no result within %d ms; raise timeout_ms or make its work smaller"
            .formatted(node.label(), node.policy().retry().timeout().toMillis()));
  }

  static Failure unknownKind(Node node) {
    return Failure.of(
        Cause.VALIDATION_ERROR,
        "node \"%s\" is of kind \"%s\", which this server cannot run yet; use a kind that it can"
            .formatted(node.label(), node.kind()));
  }

  static void take(Turn turn, Signal.AttemptFailed failed) {
    if (Streams.isCurrent(turn, failed.node(), failed.attempt())) {
      Outcomes.account(turn, failed.node(), failed.usage(), failed.timing());
      Outcomes.tellViolation(turn, failed.node(), failed.failure());
      failed(turn, failed.node(), failed.failure(), failed.jitter());
    }
  }

  static void failed(Turn turn, int node, Failure failure, double jitter) {
    NodePolicy policy = turn.plan(node).policy();
    NodeState state = turn.node(node);
    if (Endings.isHalted(turn)) {
      end(turn, node, failure);
    } else if (failure.isPostponed() && state.attempts() < MOST_ATTEMPTS) {
      again(turn, node, failure, Backoff.spread(failure, jitter));
    } else if (Backoff.hasRetryLeft(policy, state.retries(), failure)) {
      Duration delay = Backoff.delay(policy.retry(), state.retries(), failure, jitter);
      turn.set(node, state.withRetries(state.retries() + 1));
      again(turn, node, failure, delay);
    } else if (Backoff.hasFallbackLeft(policy, state.retries(), failure)) {
      turn.set(node, state.withRetries(policy.retry().maxRetries() + 1));
      again(turn, node, failure, Duration.ZERO);
    } else {
      over(turn, node, failure);
    }
  }

  /** Ends a node for its own failure, and the run's unstarted rest with it where that is wished. */
  static void over(Turn turn, int node, Failure failure) {
    end(turn, node, failure);
    boolean halts = turn.plan(node).policy().onFailure() == FailureMode.HALT;
    if (halts || failure.cause() == Cause.BUDGET_ERROR) {
      Endings.halt(turn, node);
    }
  }

  /** Lets a node try again after a delay; without a delay it takes the next free slot. */
  static void again(Turn turn, int node, Failure failure, Duration delay) {
    WaitingReason reason = WaitingReason.QUEUED;
    if (delay.isPositive()) {
      reason =
          failure.cause() == Cause.RATE_LIMIT
              ? WaitingReason.RATE_LIMIT
              : WaitingReason.RETRY_BACKOFF;
      turn.effect(new Command.ArmTimer(new Timer.Retry(node), delay));
    }
    NodeState state = turn.node(node);
    NodeState retrying = state.withOutput(null).withFailure(failure);
    turn.set(node, retrying.as(NodeStatus.RETRYING, reason));
    ObjectNode payload =
        Outcomes.ended(state.attempts(), state.timing())
            .put("delayMs", delay.toMillis())
            .put("waitingReason", reason.wire())
            .put("retries", state.retries());
    payload.setAll(failure.toJson());
    turn.event(EventType.NODE_RETRIED, node, payload);
  }

  static void retryIsDue(Turn turn, int node) {
    NodeState state = turn.node(node);
    if (state.status() == NodeStatus.RETRYING && state.waiting() != WaitingReason.QUEUED) {
      turn.set(node, state.as(NodeStatus.RETRYING, WaitingReason.QUEUED));
      turn.event(
          EventType.NODE_WAITING, node, Json.object().put("reason", WaitingReason.QUEUED.wire()));
    }
  }

  /** Ends a node for its own failure; the status tells timeouts and broken outputs apart. */
  static void end(Turn turn, int node, Failure failure) {
    NodeState state = turn.node(node).withFailure(failure);
    if (state.status() == NodeStatus.BLOCKED && state.waiting() == WaitingReason.DEPENDENCY) {
      turn.change(new Change.Orphan(turn.plan(node).id()));
    }
    NodeStatus status =
        switch (failure.cause()) {
          case TIMEOUT -> NodeStatus.TIMED_OUT;
          case CANCELLED -> NodeStatus.CANCELLED;
          case CONTRACT_VIOLATED ->
              state.output() == null ? NodeStatus.FAILED : NodeStatus.INVALIDATED;
          case VALIDATION_ERROR,
              PROVIDER_ERROR,
              TOOL_ERROR,
              PERMISSION_ERROR,
              BUDGET_ERROR,
              RATE_LIMIT,
              LOST_WORKER ->
              NodeStatus.FAILED;
        };
    turn.set(node, state.as(status, null));
    ObjectNode payload = Outcomes.ended(state.attempts(), state.timing());
    payload.setAll(failure.toJson());
    if (state.output() != null) {
      payload.set("output", state.output().toJson());
    }
    turn.event(EventType.ending(status), node, payload);
  }
}
