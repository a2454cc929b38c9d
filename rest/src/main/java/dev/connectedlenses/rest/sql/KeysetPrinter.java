package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Keyset;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.sql.Sql.Form;
import java.util.List;
import java.util.Objects;

/** Prints which rows come after a given one. */
final class KeysetPrinter {

  private final Keyset keyset;
  private final List<Place> after;
  private final Rows rows;

  KeysetPrinter(Keyset keyset, Rows rows) {
    this.keyset = keyset;
    this.after = Objects.requireNonNull(keyset.after());
    this.rows = rows;
  }

  /** One comparison of rows if an index can follow it, else key by key. */
  Sql print() {
    return keyset.comparable() ? byRow() : byKey();
  }

  private Sql byRow() {
    Sql left = new Sql();
    Sql right = new Sql();
    for (int i = 0; i < after.size(); i++) {
      left.add(i == 0 ? "(" : ", ").append(value(i));
      right.add(i == 0 ? "(" : ", ").append(given(i));
    }
    left.add(keyset.keys().getFirst().descending() ? ") < " : ") > ");
    return left.append(right).add(")");
  }

  /** After in the first key, or the same there and after in the second, and so on. */
  private Sql byKey() {
    Sql sql = new Sql().add("(");
    for (int i = 0; i < after.size(); i++) {
      sql.add(i == 0 ? "(" : " or (");
      for (int same = 0; same < i; same++) {
        sql.append(value(same)).add(" is not distinct from ").append(given(same)).add(" and ");
      }
      sql.append(later(i)).add(")");
    }
    return sql.add(")");
  }

  private Sql later(int i) {
    Keyset.Key key = keyset.keys().get(i);
    Sql beyond = value(i).add(key.descending() ? " < " : " > ").append(given(i));
    if (!key.nullable()) {
      return beyond;
    }
    Sql sql = new Sql().add("case when ").append(given(i)).add(" is null then ");
    sql.append(key.nullsFirst() ? value(i).add(" is not null") : new Sql().add("false"));
    sql.add(" else ").append(beyond);
    return key.nullsFirst()
        ? sql.add(" end")
        : sql.add(" or ").append(value(i)).add(" is null end");
  }

  private Sql value(int i) {
    return ExprPrinter.print(keyset.keys().get(i).expr(), rows);
  }

  private Sql given(int i) {
    return new Sql().bind(after.get(i), Form.TEXT, keyset.keys().get(i).expr().type());
  }
}
