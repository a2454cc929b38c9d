package dev.connectedlenses.engine.graph;

import java.util.Locale;

/** Why an attempt failed; the wire name is the lower-case constant. */
public enum Cause {
  VALIDATION_ERROR,
  PROVIDER_ERROR,
  TOOL_ERROR,
  PERMISSION_ERROR,
  BUDGET_ERROR,
  RATE_LIMIT,
  TIMEOUT,
  CONTRACT_VIOLATED,
  CANCELLED,
  LOST_WORKER;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
