package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.OrderTerm;
import java.util.List;

/** Resolves the order of one level. */
final class OrderPlanner {

  private final FieldResolver fields;
  private final Source source;
  private final List<Join> joins;

  OrderPlanner(FieldResolver fields, Source source, List<Join> joins) {
    this.fields = fields;
    this.source = source;
    this.joins = joins;
  }

  List<OrderKey> keys(List<OrderTerm> terms) {
    return terms.stream().map(t -> new OrderKey(by(t), t.direction(), t.nulls())).toList();
  }

  private OrderKey.By by(OrderTerm term) {
    if (term.relation() == null) {
      return new OrderKey.By.Own(fields.resolve(source, term.field()));
    }
    Join join = Level.find(joins, term.relation());
    if (join == null) {
      throw PlanErrors.notEmbedded(term.relation());
    }
    if (!join.toOne()) {
      throw PlanErrors.notToOne(source.name(), join.relationName());
    }
    return new OrderKey.By.Related(
        join, join.hide(fields.resolve(join.level().source(), term.field())));
  }
}
