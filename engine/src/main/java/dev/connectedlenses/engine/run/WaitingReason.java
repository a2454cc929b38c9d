package dev.connectedlenses.engine.run;

import java.util.Locale;

/** What a node waits for, or why it was skipped; the wire name is the lower-case constant. */
public enum WaitingReason {
  DEPENDENCY,
  CONDITION_FALSE,
  RATE_LIMIT,
  RETRY_BACKOFF,
  HUMAN_INPUT,
  EXTERNAL_CALLBACK,
  QUEUED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a wire name. */
  public static WaitingReason ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
