package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run does when a worker takes it: begin, go on after a wait, or recover from a loss. */
final class Claims {
  private Claims() {}

  static void take(Turn turn, Signal.Claimed claimed) {
    boolean first = begin(turn);
    if (!first) {
      resume(turn, claimed);
    }
    if (first || !claimed.armed().contains(new Timer.RunTimeout())) {
      armRunTimeout(turn, first ? Duration.ZERO : claimed.age());
    }
    for (int node = 0; node < turn.size() && !turn.status().isTerminal(); node++) {
      Readiness.look(turn, node);
    }
  }

  /** Makes a queued run a running one; false where it was running already. */
  static boolean begin(Turn turn) {
    boolean first =
        switch (turn.status()) {
          case DRAFT, VALIDATED, QUEUED, PENDING -> true;
          case RUNNING, STREAMING, RECOVERED, COMPLETED, FAILED, CANCELLED, TIMED_OUT -> false;
        };
    ArrayNode ids = Json.array();
    for (int node = 0; node < turn.size(); node++) {
      ids.add(turn.plan(node).id().toString());
      if (turn.status(node) == NodeStatus.PENDING) {
        NodeState waiting =
            turn.node(node).as(NodeStatus.AWAITING_DEPENDENCY, WaitingReason.DEPENDENCY);
        turn.set(node, waiting);
      }
    }
    if (first) {
      turn.status(RunStatus.RUNNING);
      ObjectNode payload = Json.object();
      payload.set("nodes", ids);
      turn.event(EventType.RUN_STARTED, payload);
      Outcomes.tellReused(turn);
    }
    return first;
  }

  private static void resume(Turn turn, Signal.Claimed claimed) {
    if (claimed.recovered()) {
      recovered(turn);
    }
    for (int node = 0; node < turn.size(); node++) {
      switch (turn.status(node)) {
        case RUNNING, STREAMING -> Failures.again(turn, node, lost(turn, node), Duration.ZERO);
        case RETRYING -> {
          if (!claimed.armed().contains(new Timer.Retry(node))) {
            Failures.retryIsDue(turn, node);
          }
        }
        case BLOCKED -> {
          if (turn.node(node).output() != null && !claimed.armed().contains(new Timer.Wake(node))) {
            Waits.due(turn, node);
          }
        }
        case PENDING, AWAITING_DEPENDENCY, QUEUED -> {}
        case COMPLETED, FAILED, CANCELLED, SKIPPED, TIMED_OUT, INVALIDATED -> {}
      }
    }
  }

  private static void recovered(Turn turn) {
    ArrayNode restarted = Json.array();
    for (int node = 0; node < turn.size(); node++) {
      if (turn.status(node).isInFlight()) {
        restarted.add(turn.plan(node).id().toString());
      }
    }
    ObjectNode payload = Json.object();
    payload.set("restarted", restarted);
    turn.event(EventType.RUN_RECOVERED, payload);
    turn.status(RunStatus.RECOVERED);
  }

  private static Failure lost(Turn turn, int node) {
    return Failure.of(
        Cause.LOST_WORKER,
        "the worker of attempt "
            + turn.node(node).attempts()
            + " of node \""
            + turn.plan(node).label()
            + "\" was lost");
  }

  private static void armRunTimeout(Turn turn, Duration age) {
    Duration limit = turn.limits().timeout();
    if (limit == null) {
      return;
    }
    Duration left = limit.minus(age);
    if (left.isPositive()) {
      turn.effect(new Command.ArmTimer(new Timer.RunTimeout(), left));
    } else {
      Endings.timeOut(turn);
    }
  }
}
