package dev.connectedlenses.engine.run;

import java.util.Locale;

/** Status of a run; the wire name is the lower-case constant. */
public enum RunStatus {
  DRAFT,
  VALIDATED,
  QUEUED,
  PENDING,
  RUNNING,
  STREAMING,
  RECOVERED,
  COMPLETED,
  FAILED,
  CANCELLED,
  TIMED_OUT;

  public boolean isTerminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED || this == TIMED_OUT;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a wire name. */
  public static RunStatus ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
