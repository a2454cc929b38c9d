package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.plan.Output.Lift;
import dev.connectedlenses.rest.plan.Output.Value;
import dev.connectedlenses.rest.plan.Output.Value.Grouped;

/**
 * Aggregates inside a spread to-one relation belong to the row that holds it: the relation exports
 * their arguments, the holder aggregates.
 */
final class Hoist {

  private Hoist() {}

  /** The level with every aggregate replaced by its argument. */
  static Level ungrouped(Level level) {
    return new Level(
        level.source(),
        level.star(),
        level.outputs().stream().map(o -> new Output(o.key(), argument(o.value()))).toList(),
        level.joins(),
        level.where(),
        level.order(),
        level.range());
  }

  /** What the holder shows for an exported column. */
  static Value lifted(Join join, Lift lift) {
    Value original = join.original().outputs().get(lift.column()).value();
    boolean hoisted = join.toOne() && original instanceof Grouped;
    if (hoisted && original instanceof Grouped g) {
      return new Grouped(g.aggregate(), null, g.cast(), lift);
    }
    return new Value.Lifted(lift);
  }

  private static Value argument(Value value) {
    if (!(value instanceof Grouped g)) {
      return value;
    }
    if (g.lift() != null) {
      return new Value.Lifted(g.lift());
    }
    return g.expr() == null ? new Value.Present() : new Value.Plain(g.expr());
  }
}
