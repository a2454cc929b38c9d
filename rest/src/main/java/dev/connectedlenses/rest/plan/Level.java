package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.RowRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One level of a result: the rows of one source, shaped, joined, filtered, ordered and cut.
 *
 * @param star whether all columns of the source come first, under their own names
 */
public record Level(
    Source source,
    boolean star,
    List<Output> outputs,
    List<Join> joins,
    List<Predicate> where,
    List<OrderKey> order,
    RowRange range) {

  public Level {
    outputs = List.copyOf(outputs);
    joins = List.copyOf(joins);
    where = List.copyOf(where);
    order = List.copyOf(order);
  }

  /** Whether its rows are groups. */
  public boolean grouped() {
    return outputs.stream().anyMatch(Output::grouped);
  }

  /** Whether every key is a name of the catalogs, so that the row type can carry the keys. */
  public boolean naturalKeys() {
    return outputs.stream().allMatch(o -> o.key() instanceof Output.Key.Known);
  }

  /** Whether rows show nothing. */
  public boolean isEmpty() {
    return !star && outputs.isEmpty();
  }

  /** The same in another order. */
  Level withOrder(List<OrderKey> next) {
    return new Level(source, star, outputs, joins, where, next, range);
  }

  /** The same with another cut. */
  public Level withRange(RowRange next) {
    return new Level(source, star, outputs, joins, where, order, next);
  }

  /** The join of this alias or relation name, null if none. */
  public static @Nullable Join find(List<Join> joins, String name) {
    for (Join join : joins) {
      if (join.name().equals(name)) {
        return join;
      }
    }
    for (Join join : joins) {
      if (join.relationName().equals(name)) {
        return join;
      }
    }
    return null;
  }
}
