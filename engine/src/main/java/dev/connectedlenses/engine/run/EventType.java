package dev.connectedlenses.engine.run;

import java.util.Arrays;

/** The closed list of stored run events. */
public enum EventType {
  RUN_STARTED("run.started"),
  RUN_STATUS_CHANGED("run.status.changed"),
  RUN_COMPLETED("run.completed"),
  RUN_FAILED("run.failed"),
  RUN_CANCELLED("run.cancelled"),
  RUN_TIMED_OUT("run.timed_out"),
  RUN_RECOVERED("run.recovered"),
  NODE_QUEUED("node.queued"),
  NODE_WAITING("node.waiting"),
  NODE_STARTED("node.started"),
  NODE_STREAM_DELTA("node.stream.delta"),
  NODE_LOG("node.log"),
  NODE_RETRIED("node.retried"),
  NODE_COMPLETED("node.completed"),
  NODE_FAILED("node.failed"),
  NODE_CANCELLED("node.cancelled"),
  NODE_SKIPPED("node.skipped"),
  NODE_TIMED_OUT("node.timed_out"),
  NODE_BLOCKED("node.blocked"),
  NODE_INVALIDATED("node.invalidated"),
  NODE_PROVENANCE("node.provenance"),
  MODERATION_FLAGGED("moderation.flagged"),
  CONTRACT_VIOLATED("contract.violated"),
  TOOL_STARTED("tool.started"),
  TOOL_COMPLETED("tool.completed"),
  TOOL_FAILED("tool.failed"),
  TOOL_APPROVAL_REQUIRED("tool.approval_required"),
  TOOL_APPROVAL_RESPONSE("tool.approval_response"),
  APPROVAL_REQUESTED("approval.requested"),
  APPROVAL_DECIDED("approval.decided"),
  APPROVAL_TIMED_OUT("approval.timed_out"),
  MEMORY_INJECTED("memory.injected"),
  MEMORY_COMMITTED("memory.committed"),
  COST_RECORDED("cost.recorded");

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /** The type of a name; throws for one that is not of the list. */
  static EventType ofWire(String wire) {
    return Arrays.stream(values())
        .filter(type -> type.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no event " + wire));
  }

  /** The event that tells the end of a node in this terminal status. */
  static EventType ending(NodeStatus status) {
    return switch (status) {
      case COMPLETED -> NODE_COMPLETED;
      case FAILED -> NODE_FAILED;
      case CANCELLED -> NODE_CANCELLED;
      case SKIPPED -> NODE_SKIPPED;
      case TIMED_OUT -> NODE_TIMED_OUT;
      case INVALIDATED -> NODE_INVALIDATED;
      case PENDING, AWAITING_DEPENDENCY, QUEUED, RUNNING, STREAMING, RETRYING, BLOCKED ->
          throw new IllegalArgumentException(status + " is no end");
    };
  }

  /** The event that tells the end of a run in this terminal status. */
  static EventType ending(RunStatus status) {
    return switch (status) {
      case COMPLETED -> RUN_COMPLETED;
      case FAILED -> RUN_FAILED;
      case CANCELLED -> RUN_CANCELLED;
      case TIMED_OUT -> RUN_TIMED_OUT;
      case DRAFT, VALIDATED, QUEUED, PENDING, RUNNING, STREAMING, RECOVERED ->
          throw new IllegalArgumentException(status + " is no end");
    };
  }
}
