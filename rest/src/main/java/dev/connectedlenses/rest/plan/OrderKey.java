package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.OrderTerm.Direction;
import dev.connectedlenses.rest.request.OrderTerm.Nulls;
import org.jspecify.annotations.Nullable;

/** A resolved key of an order. */
public record OrderKey(By by, @Nullable Direction direction, @Nullable Nulls nulls) {

  /** What is ordered by. */
  public sealed interface By {
    /** A value of the row itself. */
    record Own(Expr expr) implements By {}

    /** A value that an embedded row exports under this number. */
    record Related(Join join, int hidden) implements By {}
  }
}
