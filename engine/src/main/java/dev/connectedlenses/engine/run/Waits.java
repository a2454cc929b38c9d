package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Wait;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nodes that wait for time or for an answer. A waiting node is blocked and has a timer; one that
 * waits for time alone has its output already, one that waits for an answer has none.
 */
final class Waits {
  private Waits() {}

  static void take(Turn turn, Signal.AttemptWaits waits) {
    int node = waits.node();
    if (!Streams.isCurrent(turn, node, waits.attempt())) {
      return;
    }
    Outcomes.account(turn, node, waits.usage(), waits.timing());
    if (Endings.isHalted(turn)) {
      Failures.end(turn, node, Failure.of(Cause.CANCELLED, "the run was halted"));
      return;
    }
    if (waits.until() instanceof Wait.Child && turn.limits().depth() >= RunLimits.DEEPEST) {
      Failures.over(turn, node, tooDeep(turn, node));
      return;
    }
    ObjectNode payload = Outcomes.ended(waits.attempt(), waits.timing());
    payload.put("limitMs", waits.until().limit().toMillis());
    switch (waits.until()) {
      case Wait.Time(var _, Envelope then) -> {
        turn.set(node, turn.node(node).withOutput(then).as(NodeStatus.BLOCKED, null));
        payload.set("output", then.toJson());
      }
      case Wait.Answer(Wait.By by, var _, ObjectNode ask) -> {
        turn.set(node, turn.node(node).withOutput(null).as(NodeStatus.BLOCKED, reason(by)));
        payload.put("reason", reason(by).wire()).set("ask", ask);
      }
      case Wait.Child(var _, UUID version, ObjectNode inputs) -> {
        UUID id = turn.plan(node).id();
        turn.change(new Change.Child(id, version, inputs));
        turn.set(
            node,
            turn.node(node).withOutput(null).as(NodeStatus.BLOCKED, WaitingReason.DEPENDENCY));
        payload
            .put("reason", WaitingReason.DEPENDENCY.wire())
            .put("workflowVersionId", version.toString());
      }
    }
    turn.event(EventType.NODE_BLOCKED, node, payload);
    if (isApproval(turn, node)) {
      turn.event(EventType.APPROVAL_REQUESTED, node, Json.object().put("attempt", waits.attempt()));
    }
    turn.effect(new Command.ArmTimer(new Timer.Wake(node), waits.until().limit()));
  }

  private static Failure tooDeep(Turn turn, int node) {
    String message =
        "node \"%s\" would start a run more than %d deep; flatten the workflows"
            .formatted(turn.plan(node).label(), RunLimits.DEEPEST);
    ObjectNode details = Json.object().put("code", "recursion_limit");
    return new Failure(Cause.VALIDATION_ERROR, message, null, details);
  }

  private static WaitingReason reason(Wait.By by) {
    return switch (by) {
      case PERSON -> WaitingReason.HUMAN_INPUT;
      case OUTSIDE -> WaitingReason.EXTERNAL_CALLBACK;
    };
  }

  private static boolean isApproval(Turn turn, int node) {
    return turn.node(node).waiting() == WaitingReason.HUMAN_INPUT;
  }

  /** Takes an answer; one that nobody waits for changes nothing. */
  static void take(Turn turn, Signal.Answered answered) {
    int node = answered.node();
    NodeState state = turn.node(node);
    if (state.status() != NodeStatus.BLOCKED || state.output() != null) {
      return;
    }
    turn.effect(new Command.DisarmTimer(new Timer.Wake(node)));
    settle(turn, node, answered);
  }

  private static void settle(Turn turn, int node, Signal.Answered answered) {
    Failure refusal = answered.refusal();
    if (isApproval(turn, node)) {
      turn.event(EventType.APPROVAL_DECIDED, node, Json.object().put("approved", refusal == null));
    }
    if (refusal == null) {
      complete(turn, node, answered.output());
    } else {
      Failures.over(turn, node, refusal);
    }
  }

  /** Lets a node that waits for an answer begin another attempt, on the same input. */
  static void resume(Turn turn, int node) {
    NodeState state = turn.node(node);
    if (state.status() != NodeStatus.BLOCKED || state.output() != null) {
      return;
    }
    turn.effect(new Command.DisarmTimer(new Timer.Wake(node)));
    turn.set(node, state.as(NodeStatus.QUEUED, WaitingReason.QUEUED));
    turn.event(EventType.NODE_QUEUED, node, Json.object().put("resumed", true));
  }

  /** The time of a waiting node is over. */
  static void due(Turn turn, int node) {
    NodeState state = turn.node(node);
    if (state.status() != NodeStatus.BLOCKED) {
      return;
    }
    if (state.output() != null) {
      complete(turn, node, state.output());
      return;
    }
    if (isApproval(turn, node)) {
      turn.event(EventType.APPROVAL_TIMED_OUT, node, Json.object());
    }
    Failures.over(turn, node, unanswered(turn.plan(node).label()));
  }

  private static Failure unanswered(String label) {
    return Failure.of(
        Cause.TIMEOUT,
        "node \"%s\" got no answer in time; ask again or give it longer".formatted(label));
  }

  private static void complete(Turn turn, int node, Envelope output) {
    NodeState state = turn.node(node);
    turn.set(node, state.withOutput(output).withFailure(null).as(NodeStatus.COMPLETED, null));
    ObjectNode payload = Outcomes.ended(state.attempts(), state.timing());
    payload.set("output", output.toJson());
    turn.event(EventType.NODE_COMPLETED, node, payload);
  }
}
