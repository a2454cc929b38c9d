package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.node.Contracts;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens when an attempt ends well, and the checks on both sides of it. */
final class Outcomes {
  private Outcomes() {}

  static void take(Turn turn, Signal.AttemptCompleted done) {
    int node = done.node();
    if (!Streams.isCurrent(turn, node, done.attempt())) {
      return;
    }
    account(turn, node, done.usage(), done.timing());
    NodeState state = turn.node(node).withOutput(done.output());
    Failure violation = checkOutput(turn, node, done.output());
    if (violation != null) {
      turn.set(node, state);
      Failures.failed(turn, node, violation, done.jitter());
      return;
    }
    turn.set(node, state.withFailure(null).as(NodeStatus.COMPLETED, null));
    ObjectNode payload = ended(done.attempt(), done.timing());
    payload.set("output", done.output().toJson());
    turn.event(EventType.NODE_COMPLETED, node, payload);
  }

  /** Tells the outcomes that a rerun has taken over from the run before it; no attempt was made. */
  static void tellReused(Turn turn) {
    for (int node = 0; node < turn.size(); node++) {
      NodeState state = turn.node(node);
      if (state.status() == NodeStatus.COMPLETED && state.output() != null) {
        ObjectNode payload = ended(0, state.timing()).put("attempt", 0).put("reused", true);
        payload.set("output", state.output().toJson());
        turn.event(EventType.NODE_COMPLETED, node, payload);
      }
    }
  }

  /** The violation of the node's input contract, told to the log, or null. */
  static @Nullable Failure checkInput(Turn turn, int node) {
    Lens lens = turn.plan(node).lens();
    JsonNode contract = lens == null ? null : lens.inputContract();
    ObjectNode input = turn.node(node).input();
    if (contract == null || input == null) {
      return null;
    }
    return violation(turn, node, "input", Contracts.checkInput(contract, input));
  }

  private static @Nullable Failure checkOutput(Turn turn, int node, Envelope output) {
    Lens lens = turn.plan(node).lens();
    JsonNode contract = lens == null ? null : lens.outputContract();
    if (contract == null) {
      return null;
    }
    return violation(turn, node, "output", Contracts.checkOutput(contract, output));
  }

  private static @Nullable Failure violation(
      Turn turn, int node, String phase, List<Contracts.Violation> violations) {
    if (violations.isEmpty()) {
      return null;
    }
    Failure failure = Contracts.failure(phase, violations);
    ObjectNode payload = Json.object().put("attempt", turn.node(node).attempts());
    payload.put("phase", phase);
    payload.set("violations", Contracts.toJson(violations));
    turn.event(EventType.CONTRACT_VIOLATED, node, payload);
    return failure;
  }

  /** Tells the log of what an attempt itself found to break a contract or a stricter layer. */
  static void tellViolation(Turn turn, int node, Failure failure) {
    JsonNode violations = failure.details();
    if (failure.cause() == Cause.CONTRACT_VIOLATED && violations != null && violations.isArray()) {
      ObjectNode payload = Json.object().put("attempt", turn.node(node).attempts());
      payload.put("phase", "attempt").set("violations", violations);
      turn.event(EventType.CONTRACT_VIOLATED, node, payload);
    }
  }

  /** Records what an attempt cost and how long it took. */
  static void account(Turn turn, int node, List<Usage> usages, Signal.Timing timing) {
    NodeState state = turn.node(node).withTiming(timing);
    for (Usage usage : usages) {
      Spend spend = Spend.of(usage);
      Route route = new Route(usage.providerKey(), usage.modelKey());
      state = state.withSpend(state.spend().plus(spend), route);
      turn.change(new Change.Spent(spend));
      turn.event(
          EventType.COST_RECORDED,
          node,
          Json.object()
              .put("attempt", state.attempts())
              .put("provider", usage.providerKey())
              .put("model", usage.modelKey())
              .put("inputTokens", usage.inputTokens())
              .put("outputTokens", usage.outputTokens())
              .put("costCredits", usage.costCredits()));
    }
    turn.set(node, state);
  }

  /** The fields that every event about the end of an attempt has. */
  static ObjectNode ended(int attempt, Signal.@Nullable Timing timing) {
    ObjectNode payload = Json.object();
    if (attempt > 0) {
      payload.put("attempt", attempt);
    }
    if (timing != null) {
      payload.put("durationMs", timing.durationMillis());
      if (timing.ttfbMillis() != null) {
        payload.put("ttfbMs", timing.ttfbMillis());
      }
    }
    return payload;
  }
}
