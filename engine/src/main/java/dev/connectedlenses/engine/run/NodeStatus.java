package dev.connectedlenses.engine.run;

import java.util.Locale;

/** Status of a node in a run; the wire name is the lower-case constant. */
public enum NodeStatus {
  PENDING,
  AWAITING_DEPENDENCY,
  QUEUED,
  RUNNING,
  STREAMING,
  RETRYING,
  COMPLETED,
  FAILED,
  CANCELLED,
  SKIPPED,
  TIMED_OUT,
  BLOCKED,
  INVALIDATED;

  public boolean isTerminal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED, SKIPPED, TIMED_OUT, INVALIDATED -> true;
      case PENDING, AWAITING_DEPENDENCY, QUEUED, RUNNING, STREAMING, RETRYING, BLOCKED -> false;
    };
  }

  /** Whether an attempt is under way. */
  public boolean isInFlight() {
    return this == RUNNING || this == STREAMING;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a wire name. */
  public static NodeStatus ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
