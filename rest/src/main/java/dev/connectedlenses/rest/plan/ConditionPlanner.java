package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.Condition;
import dev.connectedlenses.rest.request.Operation;
import dev.connectedlenses.rest.request.Operation.Truth;
import java.util.List;

/** Resolves the conditions of one level. */
final class ConditionPlanner {

  private final FieldResolver fields;
  private final Source source;
  private final List<Join> joins;

  ConditionPlanner(FieldResolver fields, Source source, List<Join> joins) {
    this.fields = fields;
    this.source = source;
    this.joins = joins;
  }

  List<Predicate> predicates(List<Condition> conditions) {
    return conditions.stream().map(this::predicate).toList();
  }

  private Predicate predicate(Condition condition) {
    return switch (condition) {
      case Condition.Group g ->
          new Predicate.Group(
              g.negated(), g.any(), g.members().stream().map(this::predicate).toList());
      case Condition.Filter f -> test(f);
    };
  }

  private Predicate test(Condition.Filter filter) {
    Join join =
        filter.field().steps().isEmpty() ? Level.find(joins, filter.field().column()) : null;
    if (join != null && filter.operation() instanceof Operation.Is is) {
      if (is.truth() == Truth.NULL || is.truth() == Truth.NOT_NULL) {
        return new Predicate.Empty(join, filter.negated() != (is.truth() == Truth.NOT_NULL));
      }
    }
    return new Predicate.Test(
        fields.resolve(source, filter.field()), filter.negated(), filter.operation());
  }
}
