package dev.connectedlenses.engine.node;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What every node puts out: the text projection and, where there is one, the structured value.
 *
 * @param kind e.g. {@code text} or {@code json}
 * @param artifactKind the sort of thing it is to its readers, e.g. {@code summary}
 */
public record Envelope(
    String kind,
    String artifactKind,
    String output,
    @Nullable JsonNode data,
    @Nullable JsonNode media,
    @Nullable JsonNode metadata) {}
