package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy.FailureMode;
import dev.connectedlenses.engine.node.Failure;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a run ends: by itself when no node is open, or because somebody or something stops it. */
final class Endings {
  static final Failure STUCK =
      Failure.of(
          Cause.VALIDATION_ERROR,
          "nothing is left that could move this run; please report it with the workflow");

  private Endings() {}

  /** Derives the run's status from its nodes and ends it when nothing is open. */
  static void conclude(Turn turn) {
    if (!turn.changedNodes() && turn.status() == turn.before().status()) {
      return;
    }
    boolean open = false;
    boolean streaming = false;
    for (int node = 0; node < turn.size(); node++) {
      open |= !turn.status(node).isTerminal();
      streaming |= turn.status(node) == NodeStatus.STREAMING;
    }
    if (!open) {
      end(turn);
      return;
    }
    RunStatus next = streaming ? RunStatus.STREAMING : RunStatus.RUNNING;
    if (turn.status() != next) {
      ObjectNode payload = Json.object().put("from", turn.status().wire()).put("to", next.wire());
      turn.event(EventType.RUN_STATUS_CHANGED, payload);
      turn.status(next);
    }
    int active = active(turn, false);
    if (next != turn.before().status() || active != active(turn, true)) {
      UUID activeId = active < 0 ? null : turn.plan(active).id();
      turn.change(new Change.Run(next, activeId, null));
    }
  }

  /** The first node in graph order that has an attempt in flight, -1 for none. */
  private static int active(Turn turn, boolean before) {
    for (int node = 0; node < turn.size(); node++) {
      NodeState state = before ? turn.before().nodes().get(node) : turn.node(node);
      if (state.status().isInFlight()) {
        return node;
      }
    }
    return -1;
  }

  /** Completed if every node is completed or skipped; what is not is the reason why not. */
  private static void end(Turn turn) {
    int culprit = first(turn, Endings::isCulprit);
    if (culprit < 0) {
      boolean allWell = first(turn, status -> status == NodeStatus.CANCELLED) < 0;
      finish(turn, allWell ? RunStatus.COMPLETED : RunStatus.FAILED, null);
      return;
    }
    Failure failure = turn.node(culprit).failure();
    ObjectNode error = failure == null ? Json.object() : failure.toJson();
    error.put("nodeId", turn.plan(culprit).id().toString());
    finish(turn, RunStatus.FAILED, error);
  }

  /** The first node in such a status, -1 where there is none. */
  private static int first(Turn turn, Predicate<NodeStatus> such) {
    return IntStream.range(0, turn.size())
        .filter(node -> such.test(turn.status(node)))
        .findFirst()
        .orElse(-1);
  }

  private static boolean isCulprit(NodeStatus status) {
    return status == NodeStatus.FAILED
        || status == NodeStatus.TIMED_OUT
        || status == NodeStatus.INVALIDATED;
  }

  private static void finish(Turn turn, RunStatus status, @Nullable ObjectNode error) {
    int completed = 0;
    int skipped = 0;
    Spend spend = Spend.NONE;
    for (int node = 0; node < turn.size(); node++) {
      completed += turn.status(node) == NodeStatus.COMPLETED ? 1 : 0;
      skipped += turn.status(node) == NodeStatus.SKIPPED ? 1 : 0;
      spend = spend.plus(turn.node(node).spend());
    }
    ObjectNode payload =
        Json.object()
            .put("nodes", turn.size())
            .put("completed", completed)
            .put("skipped", skipped)
            .put("inputTokens", spend.inputTokens())
            .put("outputTokens", spend.outputTokens())
            .put("costCredits", spend.credits());
    if (error != null) {
      payload.set("error", error);
    }
    turn.status(status);
    turn.event(EventType.ending(status), payload);
    turn.change(new Change.Run(status, null, error));
    if (turn.limits().timeout() != null) {
      turn.effect(new Command.DisarmTimer(new Timer.RunTimeout()));
    }
  }

  static void cancel(Turn turn, Signal.CancelAsked asked) {
    Claims.begin(turn);
    String message = asked.reason() == null ? "the run was cancelled" : asked.reason();
    Failure why = Failure.of(Cause.CANCELLED, message);
    stop(turn, why, why);
    finish(turn, RunStatus.CANCELLED, why.toJson());
  }

  static void timeOut(Turn turn) {
    String limit = "the run's limit of " + turn.limits().timeout() + " has passed";
    Failure why = Failure.of(Cause.TIMEOUT, limit);
    stop(turn, why, Failure.of(Cause.CANCELLED, limit));
    finish(turn, RunStatus.TIMED_OUT, why.toJson());
  }

  static void giveUp(Turn turn, Failure failure) {
    Claims.begin(turn);
    stop(turn, failure, Failure.of(Cause.CANCELLED, failure.message()));
    if (failure.cause() == Cause.LOST_WORKER) {
      turn.change(new Change.DeadLetter(failure.message()));
    }
    finish(turn, RunStatus.FAILED, failure.toJson());
  }

  /** Ends every open node, differently for those that have been started and those that have not. */
  private static void stop(Turn turn, Failure started, Failure unstarted) {
    for (int node = 0; node < turn.size(); node++) {
      NodeState state = turn.node(node);
      if (!state.status().isTerminal()) {
        letGo(turn, node, started.cause());
        Failures.end(turn, node, state.attempts() > 0 ? started : unstarted);
      }
    }
  }

  /** Ends what a node has going outside its state: an attempt, or a timer. */
  private static void letGo(Turn turn, int node, Cause cause) {
    NodeState state = turn.node(node);
    if (state.status().isInFlight()) {
      turn.effect(new Command.AbortAttempt(node, state.attempts(), cause));
    } else if (state.status() == NodeStatus.RETRYING) {
      turn.effect(new Command.DisarmTimer(new Timer.Retry(node)));
    } else if (state.status() == NodeStatus.BLOCKED) {
      turn.effect(new Command.DisarmTimer(new Timer.Wake(node)));
    }
  }

  /** Cancels what has not started; what is in flight may end, but is not tried again. */
  static void halt(Turn turn, int culprit) {
    Failure halted =
        Failure.of(
            Cause.CANCELLED,
            "the run was halted because node \"" + turn.plan(culprit).label() + "\" failed");
    for (int node = 0; node < turn.size(); node++) {
      NodeState state = turn.node(node);
      if (state.status().isTerminal() || state.status().isInFlight()) {
        continue;
      }
      Failure own = state.failure();
      if (state.status() == NodeStatus.RETRYING) {
        turn.effect(new Command.DisarmTimer(new Timer.Retry(node)));
      } else if (state.status() == NodeStatus.BLOCKED) {
        turn.effect(new Command.DisarmTimer(new Timer.Wake(node)));
      }
      Failures.end(turn, node, own == null ? halted : own);
    }
  }

  /** Whether a failure has already halted the run. */
  static boolean isHalted(Turn turn) {
    for (int node = 0; node < turn.size(); node++) {
      Failure failure = isCulprit(turn.status(node)) ? turn.node(node).failure() : null;
      if (failure != null
          && (failure.cause() == Cause.BUDGET_ERROR
              || turn.plan(node).policy().onFailure() == FailureMode.HALT)) {
        return true;
      }
    }
    return false;
  }
}
