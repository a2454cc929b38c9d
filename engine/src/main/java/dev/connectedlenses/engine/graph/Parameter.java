package dev.connectedlenses.engine.graph;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A named, typed value that a node takes.
 *
 * @param type text, textarea, json, number, integer, float, decimal, boolean, select, url, date,
 *     datetime, file, or {@code any} where the node itself decides
 * @param options the values of a select
 */
public record Parameter(
    String label,
    String type,
    boolean required,
    @Nullable JsonNode options,
    @Nullable JsonNode defaultValue,
    @Nullable Integer minLength,
    @Nullable Integer maxLength) {

  /** A parameter without limits, options or default. */
  public static Parameter of(String label, String type, boolean required) {
    return new Parameter(label, type, required, null, null, null, null);
  }
}
