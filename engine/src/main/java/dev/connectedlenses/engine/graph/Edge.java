package dev.connectedlenses.engine.graph;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that flows from one node's output to one parameter of another.
 *
 * @param source index of the source node in its graph
 * @param target index of the target node in its graph
 * @param sourceOutputKey a path; {@code output} is the text projection
 * @param condition closed-grammar condition on the value, or null for "always"
 */
public record Edge(
    UUID id,
    int source,
    int target,
    String sourceOutputKey,
    String targetParamLabel,
    MergeStrategy merge,
    @Nullable JsonNode condition) {}
