package dev.connectedlenses.engine.graph;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A lens version as a run has pinned it.
 *
 * @param lensId null for an inline template
 * @param versionId null for an inline template
 */
public record Lens(
    @Nullable UUID lensId,
    @Nullable UUID versionId,
    String templateBody,
    List<Parameter> parameters,
    @Nullable JsonNode inputContract,
    @Nullable JsonNode outputContract) {
  public Lens {
    parameters = List.copyOf(parameters);
  }
}
