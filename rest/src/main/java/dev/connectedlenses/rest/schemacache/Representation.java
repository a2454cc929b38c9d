package dev.connectedlenses.rest.schemacache;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a domain are shown and read, each by a function, or as usual where null.
 *
 * @param toJson makes JSON of a value
 * @param fromJson makes a value of JSON in a body
 * @param fromText makes a value of text in a filter
 */
public record Representation(
    @Nullable ObjectName toJson, @Nullable ObjectName fromJson, @Nullable ObjectName fromText) {

  /** As usual. */
  public static final Representation USUAL = new Representation(null, null, null);
}
