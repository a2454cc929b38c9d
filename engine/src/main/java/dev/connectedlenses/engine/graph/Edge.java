package dev.connectedlenses.engine.graph;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value that flows from one node's output to one parameter of another.
 *
 * @param source index of the source node in its graph
 * @param target index of the target node in its graph
 * @param sourceKey where in the source's output; {@code output} is the text projection
 * @param condition on the value at the source key, or null for "always"
 */
public record Edge(
    UUID id,
    int source,
    int target,
    Path sourceKey,
    String targetLabel,
    MergeStrategy merge,
    @Nullable Condition condition) {}
