package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Source;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of one level inside a statement. Rows straight from a relation or function are used as
 * they are; rows handed on by a common table expression hold the columns that are asked for here,
 * and the whole row, if asked for, as column {@code w}.
 */
final class Rows {

  private final Source source;
  private final Alias alias;
  private final boolean handedOn;
  private final Set<Identifier> used;
  private boolean wholeUsed;

  private Rows(Source source, Alias alias, boolean handedOn, Set<Identifier> used) {
    this.used = used;
    this.source = source;
    this.alias = alias;
    this.handedOn = handedOn;
  }

  static Rows direct(Source source, Alias alias) {
    return new Rows(source, alias, false, new LinkedHashSet<>());
  }

  static Rows handedOn(Source source, Alias alias) {
    return new Rows(source, alias, true, new LinkedHashSet<>());
  }

  /** The same rows once more under another alias; what is asked of either is handed on to both. */
  Rows as(Alias other) {
    return new Rows(source, other, handedOn, used);
  }

  Alias alias() {
    return alias;
  }

  Sql column(Identifier name) {
    used.add(name);
    return new Sql().alias(alias).add(".").name(name);
  }

  /** The row as one value, to hand to functions of the row type. */
  Sql whole() {
    wholeUsed = true;
    Sql sql = new Sql().alias(alias);
    return handedOn ? sql.add(".w") : sql;
  }

  /** All columns, separated by commas. */
  Sql star() {
    if (!handedOn) {
      return new Sql().alias(alias).add(".*");
    }
    Sql sql = new Sql();
    for (Column column : columns()) {
      sql.add(sql.isEmpty() ? "" : ", ").append(column(column.name()));
    }
    return sql;
  }

  List<Column> columns() {
    return List.copyOf(source.columns().values());
  }

  /** What a common table expression must hand on, taken from rows of this alias. */
  Sql needed(Alias from) {
    Sql sql = new Sql();
    for (Identifier name : used) {
      sql.add(sql.isEmpty() ? "" : ", ").alias(from).add(".").name(name);
    }
    if (wholeUsed) {
      sql.add(sql.isEmpty() ? "" : ", ").alias(from).add(" as w");
    }
    return sql.isEmpty() ? sql.add("1") : sql;
  }
}
