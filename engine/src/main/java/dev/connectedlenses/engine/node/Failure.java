package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why an attempt did not succeed.
 *
 * @param message names the thing and the remedy, safe to show to the run's owner
 * @param retryAfter how long the other side asked us to wait
 * @param details data of the failure, e.g. every failing contract field
 */
public record Failure(
    Cause cause, String message, @Nullable Duration retryAfter, @Nullable JsonNode details) {}
