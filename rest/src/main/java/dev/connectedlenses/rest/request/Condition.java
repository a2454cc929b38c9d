package dev.connectedlenses.rest.request;

import java.util.List;

/** A tree of filters. */
public sealed interface Condition {

  /** One comparison of a field. */
  record Filter(FieldPath field, boolean negated, Operation operation) implements Condition {}

  /** All or any of several conditions. */
  record Group(boolean negated, boolean any, List<Condition> members) implements Condition {
    public Group {
      members = List.copyOf(members);
    }
  }
}
