package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Expr;
import dev.connectedlenses.rest.request.FieldPath.JsonStep;

/** Prints values of a row. */
final class ExprPrinter {

  private ExprPrinter() {}

  static Sql print(Expr expr, Rows rows) {
    Sql value = base(expr, rows);
    for (JsonStep step : expr.steps()) {
      value.add(step.asText() ? "->>" : "->");
      switch (step) {
        case JsonStep.Key key -> value.bind(key.name());
        case JsonStep.Index index -> value.bind(Integer.toString(index.at())).add("::integer");
      }
    }
    return expr.cast() == null
        ? value
        : new Sql().add("cast(").append(value).add(" as ").catalog(expr.cast()).add(")");
  }

  private static Sql base(Expr expr, Rows rows) {
    Sql value =
        switch (expr.base()) {
          case Expr.Base.Of of -> rows.column(of.column().name());
          case Expr.Base.Computed c ->
              new Sql().name(c.column().function()).add("(").append(rows.whole()).add(")");
        };
    boolean convert = !expr.steps().isEmpty() && !expr.isJson();
    return convert ? new Sql().add("pg_catalog.to_jsonb(").append(value).add(")") : value;
  }
}
