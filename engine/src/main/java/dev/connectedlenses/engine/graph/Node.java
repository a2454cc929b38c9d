package dev.connectedlenses.engine.graph;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a graph.
 *
 * @param kind name of the node kind, e.g. {@code lens} or {@code transform}
 * @param config the node's own settings, valid against its kind's JSON Schema
 * @param lens the pinned lens version, for kinds that use one
 */
public record Node(
    UUID id, String label, String kind, JsonNode config, @Nullable Lens lens, NodePolicy policy) {}
