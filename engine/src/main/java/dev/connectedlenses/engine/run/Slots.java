package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.node.Failure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts what is ready, in graph order, while the run has a free slot. */
final class Slots {
  private Slots() {}

  /** Starts one attempt; false where nothing is ready or no slot is free. */
  static boolean startNext(Turn turn) {
    int inFlight = 0;
    Set<Integer> busy = new HashSet<>();
    for (int node = 0; node < turn.size(); node++) {
      if (turn.status(node).isInFlight()) {
        inFlight++;
        busy.add(turn.limits().seat(node));
      }
    }
    busy.remove(-1);
    int next = -1;
    for (int node = 0; node < turn.size() && next < 0; node++) {
      if (isReady(turn.node(node)) && !busy.contains(turn.limits().seat(node))) {
        next = node;
      }
    }
    if (next < 0 || inFlight >= turn.limits().concurrency()) {
      return false;
    }
    start(turn, next);
    return true;
  }

  private static boolean isReady(NodeState state) {
    return state.status() == NodeStatus.QUEUED
        || (state.status() == NodeStatus.RETRYING && state.waiting() == WaitingReason.QUEUED);
  }

  private static void start(Turn turn, int node) {
    NodeState state = turn.node(node);
    ObjectNode known = state.input();
    Inputs.Resolved resolved = known == null ? Inputs.resolve(turn, node) : Inputs.known(known);
    int attempt = state.attempts() + 1;
    String fallback = fallbackModel(turn.plan(node).policy(), state);
    turn.set(node, state.withAttempt(attempt, resolved.input()).as(NodeStatus.RUNNING, null));
    turn.event(EventType.NODE_STARTED, node, started(attempt, fallback));
    Inputs.record(turn, node, resolved);
    Failure unfit = resolved.failure();
    if (unfit == null) {
      unfit = Outcomes.checkInput(turn, node);
    }
    if (unfit != null) {
      Failures.failed(turn, node, unfit, 1.0);
      return;
    }
    turn.effect(
        new Command.StartAttempt(
            node, attempt, resolved.input(), turn.plan(node).policy().retry().timeout(), fallback));
  }

  private static ObjectNode started(int attempt, @Nullable String fallback) {
    ObjectNode payload = Json.object().put("attempt", attempt);
    return fallback == null ? payload : payload.put("fallbackModel", fallback);
  }

  private static @Nullable String fallbackModel(NodePolicy policy, NodeState state) {
    return state.retries() > policy.retry().maxRetries() ? policy.fallbackModel() : null;
  }
}
