package dev.connectedlenses.rest.request;

import org.jspecify.annotations.Nullable;

/** One key of an order, perhaps a field of an embedded relation. */
public record OrderTerm(
    @Nullable String relation,
    FieldPath field,
    @Nullable Direction direction,
    @Nullable Nulls nulls) {

  /** Up or down. */
  public enum Direction {
    ASC,
    DESC
  }

  /** Where nulls stand. */
  public enum Nulls {
    FIRST,
    LAST
  }
}
