package dev.connectedlenses.engine.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may give one input of a node its value.
 *
 * @param label the parameter's own spelling, else the edge's
 * @param parameter null where the node declares none of that label
 * @param edges into this label, in (ordinal, id) order; all agree on the merge strategy
 */
public record Binding(String label, @Nullable Parameter parameter, List<Edge> edges) {
  public Binding {
    edges = List.copyOf(edges);
  }

  /** Whether a node can run without this input. */
  public boolean optional() {
    return parameter != null && !parameter.required();
  }
}
