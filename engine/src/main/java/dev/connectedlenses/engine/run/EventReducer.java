package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rebuilds the rows of a run from its events alone. That this gives the same rows as the engine
 * wrote is an invariant; a reader that folds the events of a stream does the same.
 */
public final class EventReducer {
  private final Map<UUID, NodeState> nodes = new LinkedHashMap<>();
  private RunStatus status = RunStatus.QUEUED;
  private @Nullable ObjectNode error;
  private Spend spend = Spend.NONE;

  /**
   * What the rows of a run hold, node inputs and times apart.
   *
   * @param nodes by id, in graph order
   */
  public record Rows(
      RunStatus status,
      @Nullable UUID activeNodeId,
      @Nullable ObjectNode error,
      Spend spend,
      Map<UUID, NodeState> nodes) {}

  /** The rows after these events, which are all events of one run in order. */
  public static Rows reduce(List<Change.Event> events) {
    EventReducer reducer = new EventReducer();
    events.forEach(reducer::take);
    return reducer.rows();
  }

  /** Takes the next event. */
  public void take(Change.Event event) {
    UUID node = event.nodeId();
    if (node == null) {
      run(event.type(), event.payload());
    } else {
      NodeState before = nodes.getOrDefault(node, NodeState.PENDING);
      nodes.put(node, node(event.type(), event.payload(), before));
    }
    if (event.type() == EventType.COST_RECORDED) {
      spend = spend.plus(Spend.fromJson(event.payload()));
    }
  }

  public Rows rows() {
    UUID active = null;
    for (Map.Entry<UUID, NodeState> node : nodes.entrySet()) {
      if (active == null && node.getValue().status().isInFlight()) {
        active = node.getKey();
      }
    }
    return new Rows(status, active, error, spend, nodes);
  }

  private void run(EventType type, ObjectNode payload) {
    switch (type) {
      case RUN_STARTED -> start(payload);
      case RUN_STATUS_CHANGED -> status = RunStatus.ofWire(payload.path("to").asString());
      case RUN_RECOVERED -> status = RunStatus.RECOVERED;
      case RUN_COMPLETED -> end(RunStatus.COMPLETED, payload);
      case RUN_FAILED -> end(RunStatus.FAILED, payload);
      case RUN_CANCELLED -> end(RunStatus.CANCELLED, payload);
      case RUN_TIMED_OUT -> end(RunStatus.TIMED_OUT, payload);
      default -> {}
    }
  }

  private void start(ObjectNode payload) {
    status = RunStatus.RUNNING;
    for (JsonNode id : payload.path("nodes")) {
      NodeState waiting =
          NodeState.PENDING.as(NodeStatus.AWAITING_DEPENDENCY, WaitingReason.DEPENDENCY);
      nodes.put(UUID.fromString(id.asString()), waiting);
    }
  }

  private void end(RunStatus terminal, ObjectNode payload) {
    status = terminal;
    error = payload.get("error") instanceof ObjectNode why ? why : null;
  }

  private static NodeState node(EventType type, ObjectNode payload, NodeState node) {
    return switch (type) {
      case NODE_QUEUED -> node.as(NodeStatus.QUEUED, WaitingReason.QUEUED);
      case NODE_WAITING -> node.as(node.status(), reason(payload, "reason"));
      case NODE_STARTED ->
          node.withAttempt(payload.path("attempt").asInt(), null).as(NodeStatus.RUNNING, null);
      case NODE_STREAM_DELTA -> node.as(NodeStatus.STREAMING, null);
      case NODE_RETRIED ->
          ended(node, payload)
              .withRetries(payload.path("retries").asInt())
              .as(NodeStatus.RETRYING, reason(payload, "waitingReason"));
      case NODE_COMPLETED -> ended(node, payload).withFailure(null).as(NodeStatus.COMPLETED, null);
      case NODE_FAILED -> ended(node, payload).as(NodeStatus.FAILED, null);
      case NODE_CANCELLED -> ended(node, payload).as(NodeStatus.CANCELLED, null);
      case NODE_TIMED_OUT -> ended(node, payload).as(NodeStatus.TIMED_OUT, null);
      case NODE_INVALIDATED -> ended(node, payload).as(NodeStatus.INVALIDATED, null);
      case NODE_BLOCKED ->
          ended(node, payload)
              .as(NodeStatus.BLOCKED, payload.has("reason") ? reason(payload, "reason") : null);
      case NODE_SKIPPED -> node.as(NodeStatus.SKIPPED, WaitingReason.CONDITION_FALSE);
      case COST_RECORDED ->
          node.withSpend(
              node.spend().plus(Spend.fromJson(payload)),
              new Route(payload.path("provider").asString(), payload.path("model").asString()));
      default -> node;
    };
  }

  /** What an event about the end of an attempt says of its output, its failure and its time. */
  private static NodeState ended(NodeState node, ObjectNode payload) {
    JsonNode output = payload.get("output");
    NodeState ended = node.withOutput(output == null ? null : Envelope.fromJson(output));
    if (payload.has("cause")) {
      ended = ended.withFailure(Failure.fromJson(payload));
    }
    return payload.has("durationMs") ? ended.withTiming(Signal.Timing.fromJson(payload)) : ended;
  }

  private static WaitingReason reason(ObjectNode payload, String field) {
    return WaitingReason.ofWire(Objects.requireNonNull(payload.get(field)).asString());
  }
}
