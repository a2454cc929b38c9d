package dev.connectedlenses.engine.run;

/** What a timer is for; equal timers are the same timer. */
public sealed interface Timer {
  /** A node waits before its next attempt. */
  record Retry(int node) implements Timer {}

  /** A waiting node has waited long enough. */
  record Wake(int node) implements Timer {}

  /** The run's own time limit. */
  record RunTimeout() implements Timer {}
}
