package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.Operation;
import java.util.List;

/** A resolved condition on the rows of a level. */
public sealed interface Predicate {

  /** A comparison. */
  record Test(Expr expr, boolean negated, Operation operation) implements Predicate {}

  /** All or any of several. */
  record Group(boolean negated, boolean any, List<Predicate> members) implements Predicate {
    public Group {
      members = List.copyOf(members);
    }
  }

  /** Whether an embedded relation has no rows. */
  record Empty(Join join, boolean negated) implements Predicate {}
}
