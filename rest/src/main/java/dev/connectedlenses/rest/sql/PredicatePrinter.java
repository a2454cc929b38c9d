package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Expr;
import dev.connectedlenses.rest.plan.Predicate;
import dev.connectedlenses.rest.request.Operation;
import dev.connectedlenses.rest.request.Operation.Operator;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.sql.Sql.Form;
import java.util.List;
import java.util.function.Function;

/** Prints conditions. */
final class PredicatePrinter {

  private final Rows rows;
  private final Function<Predicate.Empty, Sql> empty;

  /**
   * A printer for the rows of one level.
   *
   * @param empty prints the test whether an embedded relation has no rows
   */
  PredicatePrinter(Rows rows, Function<Predicate.Empty, Sql> empty) {
    this.rows = rows;
    this.empty = empty;
  }

  /** All of them, joined by {@code and}. */
  Sql all(List<Predicate> predicates) {
    Sql sql = new Sql();
    for (Predicate p : predicates) {
      sql.add(sql.isEmpty() ? "" : " and ").append(print(p));
    }
    return sql;
  }

  private Sql print(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Test t -> negated(t.negated(), test(t));
      case Predicate.Group g -> negated(g.negated(), group(g));
      case Predicate.Empty e -> empty.apply(e);
    };
  }

  private static Sql negated(boolean negated, Sql sql) {
    return negated ? new Sql().add("not (").append(sql).add(")") : sql;
  }

  private Sql group(Predicate.Group group) {
    Sql sql = new Sql().add("(");
    boolean first = true;
    for (Predicate member : group.members()) {
      if (!first) {
        sql.add(group.any() ? " or " : " and ");
      }
      sql.append(print(member));
      first = false;
    }
    return sql.add(")");
  }

  private Sql test(Predicate.Test test) {
    Sql value = ExprPrinter.print(test.expr(), rows);
    return switch (test.operation()) {
      case Operation.Compare c -> compare(value, c, test.expr());
      case Operation.In in -> in(value, in, test.expr());
      case Operation.Is is -> is(value, is);
      case Operation.IsDistinct d ->
          value.add(" is distinct from ").append(read(d.value(), test.expr()));
      case Operation.Search s -> search(test.expr(), value, s);
    };
  }

  private static Sql is(Sql value, Operation.Is is) {
    return switch (is.truth()) {
      case NULL -> value.add(" is null");
      case NOT_NULL -> value.add(" is not null");
      case TRUE -> value.add(" is true");
      case FALSE -> value.add(" is false");
      case UNKNOWN -> value.add(" is unknown");
    };
  }

  private static Sql list(Place elements, Form form, CatalogSql type) {
    return new Sql().bind(elements, form).add("::").catalog(type).add("[]");
  }

  private static Sql in(Sql value, Operation.In in, Expr left) {
    value.add(" = any (");
    ObjectName reader = left.representation().fromText();
    return reader == null
        ? value.append(list(in.values(), Form.LIST, left.type())).add(")")
        : value
            .add("(select pg_catalog.array_agg(")
            .name(reader)
            .add("(v)) from pg_catalog.unnest(")
            .append(list(in.values(), Form.LIST, CatalogSql.TEXT))
            .add(") as v)::")
            .catalog(left.type())
            .add("[])");
  }

  /** A single value, read as the column's type reads it. */
  private static Sql read(Place value, Expr left) {
    ObjectName reader = left.representation().fromText();
    return reader == null
        ? new Sql().bind(value, Form.TEXT, left.type())
        : new Sql().name(reader).add("(").bind(value, Form.TEXT).add(")");
  }

  private static Sql compare(Sql value, Operation.Compare c, Expr left) {
    CatalogSql type = c.operator().text() ? CatalogSql.TEXT : left.type();
    value.add(" ").append(operator(c.operator())).add(" ");
    Form form = c.operator().pattern() ? Form.PATTERN : Form.TEXT;
    if (c.quantifier() == null) {
      return c.operator().text()
          ? value.bind(c.value(), form, type)
          : value.append(read(c.value(), left));
    }
    return switch (c.quantifier()) {
      case ANY -> value.add("any (").append(list(c.value(), form, type)).add(")");
      case ALL -> value.add("all (").append(list(c.value(), form, type)).add(")");
    };
  }

  private static Sql operator(Operator operator) {
    Sql sql = new Sql();
    return switch (operator) {
      case EQ -> sql.add("=");
      case NEQ -> sql.add("<>");
      case GT -> sql.add(">");
      case GTE -> sql.add(">=");
      case LT -> sql.add("<");
      case LTE -> sql.add("<=");
      case LIKE -> sql.add("like");
      case ILIKE -> sql.add("ilike");
      case MATCH -> sql.add("~");
      case IMATCH -> sql.add("~*");
      case CS -> sql.add("@>");
      case CD -> sql.add("<@");
      case OV -> sql.add("&&");
      case SL -> sql.add("<<");
      case SR -> sql.add(">>");
      case NXR -> sql.add("&<");
      case NXL -> sql.add("&>");
      case ADJ -> sql.add("-|-");
    };
  }

  private static Sql search(Expr expr, Sql value, Operation.Search s) {
    Sql searched = value;
    if (!expr.isTsvector()) {
      searched = new Sql().add("pg_catalog.to_tsvector(");
      searched.append(configuration(s)).append(value).add(")");
    }
    searched.add(" @@ ");
    switch (s.kind()) {
      case FTS -> searched.add("pg_catalog.to_tsquery(");
      case PLFTS -> searched.add("pg_catalog.plainto_tsquery(");
      case PHFTS -> searched.add("pg_catalog.phraseto_tsquery(");
      case WFTS -> searched.add("pg_catalog.websearch_to_tsquery(");
    }
    return searched.append(configuration(s)).bind(s.value(), Form.TEXT).add(")");
  }

  private static Sql configuration(Operation.Search s) {
    return s.configuration() == null
        ? new Sql()
        : new Sql().bind(s.configuration(), Form.TEXT).add("::regconfig, ");
  }
}
