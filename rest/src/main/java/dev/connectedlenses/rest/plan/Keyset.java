package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.request.OrderTerm.Direction;
import dev.connectedlenses.rest.request.OrderTerm.Nulls;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paging by the last row seen: an order that names every row once, and where the page begins.
 *
 * @param keys the order, ending with what tells rows apart
 * @param after the keys of the row before the page, null for the first page
 */
public record Keyset(List<Key> keys, @Nullable List<Place> after) {

  public Keyset {
    keys = List.copyOf(keys);
    after = after == null ? null : List.copyOf(after);
  }

  /**
   * One key of the order.
   *
   * @param nullable whether it can be null
   * @param nullsFirst where nulls stand
   */
  public record Key(Expr expr, boolean descending, boolean nullable, boolean nullsFirst) {}

  /** Whether one comparison of whole rows says which come after. */
  public boolean comparable() {
    return keys.stream().noneMatch(Key::nullable)
        && keys.stream().map(Key::descending).distinct().count() == 1;
  }

  /** The order as it is printed. */
  List<OrderKey> order() {
    return keys.stream().map(Keyset::ordered).toList();
  }

  private static OrderKey ordered(Key key) {
    return new OrderKey(
        new OrderKey.By.Own(key.expr()),
        key.descending() ? Direction.DESC : Direction.ASC,
        key.nullsFirst() ? Nulls.FIRST : Nulls.LAST);
  }

  /** The keys of this order on a table, the primary key's columns added where they are missing. */
  static Keyset of(Table table, List<OrderKey> order, @Nullable List<Place> after) {
    if (table.key().isEmpty()) {
      throw refused(
          "Paging by cursor needs a primary key on '%s'".formatted(table.name().name()),
          "Use limit and offset.");
    }
    List<Key> keys = new ArrayList<>();
    Set<Identifier> named = new HashSet<>();
    for (OrderKey key : order) {
      if (!(key.by() instanceof OrderKey.By.Own own)) {
        throw refused(
            "Paging by cursor cannot follow the order of an embedded relation",
            "Order by columns of '%s'.".formatted(table.name().name()));
      }
      keys.add(key(own.expr(), key));
      if (own.expr().base() instanceof Expr.Base.Of of && own.expr().steps().isEmpty()) {
        named.add(of.column().name());
      }
    }
    for (Identifier name : table.key()) {
      if (named.add(name)) {
        Column column = Objects.requireNonNull(table.column(name.text()));
        keys.add(new Key(Expr.of(column), false, false, false));
      }
    }
    checkCursor(keys, after);
    return new Keyset(keys, after);
  }

  private static Key key(Expr expr, OrderKey key) {
    boolean descending = key.direction() == Direction.DESC;
    boolean nullable =
        !(expr.base() instanceof Expr.Base.Of of
            && expr.steps().isEmpty()
            && of.column().required());
    boolean nullsFirst = key.nulls() == null ? descending : key.nulls() == Nulls.FIRST;
    return new Key(expr, descending, nullable, nullsFirst);
  }

  private static void checkCursor(List<Key> keys, @Nullable List<Place> after) {
    if (after != null && after.size() != keys.size()) {
      throw refused(
          "The cursor does not belong to this order",
          "Take the cursor from the Link header of the page before, with the same order.");
    }
  }

  private static RuntimeException refused(String message, String hint) {
    return ApiError.of(Code.PGRST100, message).hint(hint).asException();
  }
}
