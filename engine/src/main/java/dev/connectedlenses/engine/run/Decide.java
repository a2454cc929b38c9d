package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;

/** The heart: what a run does next, without clock, threads, database or randomness. */
public final class Decide {
  private Decide() {}

  public static Decision decide(Graph graph, RunState state, Signal signal) {
    return new Decision(state, java.util.List.of());
  }
}
