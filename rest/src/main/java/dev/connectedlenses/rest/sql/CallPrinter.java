package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Plan.Argument;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Routine.Parameter;
import dev.connectedlenses.rest.sql.BodyPrinter.Shape;
import dev.connectedlenses.rest.sql.LevelPrinter.Aliases;
import dev.connectedlenses.rest.sql.Sql.Alias;
import dev.connectedlenses.rest.sql.Sql.Form;

/** Prints calls of functions. */
final class CallPrinter {

  private CallPrinter() {}

  static Sql print(Plan.Call call, Guard guard) {
    Aliases aliases = new Aliases();
    Alias alias = aliases.next('t');
    Sql invocation = invocation(call, alias);
    Shape shape = shape(call.routine().returns());
    if (call.count() == null) {
      Rows rows = Rows.direct(call.level().source(), alias);
      return ReadPrinter.answer(
          aliases,
          new ReadPrinter.Answer(call.level(), rows, invocation, shape, guard),
          call.media(),
          new Sql().add("null::bigint"));
    }
    return counted(call, guard, aliases, invocation, alias);
  }

  /** What the planner is asked when it shall guess a total. */
  static Sql countable(Plan.Call call) {
    Aliases aliases = new Aliases();
    Alias alias = aliases.next('t');
    Rows rows = Rows.direct(call.level().source(), alias);
    return ReadPrinter.rows(aliases, call.level(), rows, invocation(call, alias));
  }

  /** A call whose rows are also counted happens once, in a common table expression. */
  private static Sql counted(
      Plan.Call call, Guard guard, Aliases aliases, Sql invocation, Alias inner) {
    Shape shape = shape(call.routine().returns());
    Alias outer = aliases.next('t');
    Rows rows = Rows.handedOn(call.level().source(), outer);
    Sql from = new Sql().add("called as ").alias(outer);
    Sql total = ReadPrinter.total(aliases, call.level(), call.count(), rows, from);
    Sql answer =
        ReadPrinter.answer(
            aliases,
            new ReadPrinter.Answer(call.level(), rows, from, shape, guard),
            call.media(),
            total);
    return new Sql()
        .add("with called as materialized (select ")
        .append(rows.needed(inner))
        .add(" from ")
        .append(invocation)
        .add(") ")
        .append(answer);
  }

  static Shape shape(Routine.Returns returns) {
    if (returns.nothing()) {
      return Shape.NOTHING;
    }
    if (returns.scalar()) {
      return returns.set() ? Shape.VALUES : Shape.ONE_VALUE;
    }
    return returns.set() ? Shape.ROWS : Shape.ONE_ROW;
  }

  private static Sql invocation(Plan.Call call, Alias alias) {
    Routine.Returns returns = call.routine().returns();
    if (returns.scalar() && returns.type().text().equals("record")) {
      // columns that nobody knows beforehand can stand in one value, but not in a row of "from"
      return new Sql()
          .add("(select ")
          .append(called(call))
          .add(" as \"pgrst_scalar\") as ")
          .alias(alias);
    }
    Sql sql = called(call).add(" as ").alias(alias);
    return returns.scalar() ? sql.add("(\"pgrst_scalar\")") : sql;
  }

  private static Sql called(Plan.Call call) {
    Sql sql = new Sql().name(call.routine().name()).add("(");
    boolean first = true;
    for (Argument argument : call.arguments()) {
      sql.add(first ? "" : ", ").append(argument(argument));
      first = false;
    }
    return sql.add(")");
  }

  private static Sql argument(Argument argument) {
    return switch (argument) {
      case Argument.Text t -> named(t.parameter()).bind(t.value(), Form.TEXT, t.parameter().type());
      case Argument.Null n -> named(n.parameter()).add("null::").catalog(n.parameter().type());
      case Argument.Many m ->
          named(m.parameter()).bind(m.values()).add("::").catalog(m.parameter().type());
      case Argument.Json j ->
          named(j.parameter())
              .add("(select x.p from pg_catalog.json_to_record(")
              .bind(j.json(), Form.MEMBER)
              .add("::json) as x (p ")
              .catalog(j.parameter().type())
              .add("))");
      case Argument.Body b ->
          b.parameter().type().text().equals("bytea")
              ? new Sql().bindBody()
              : new Sql().bind(b.text(), Form.TEXT, b.parameter().type());
    };
  }

  private static Sql named(Parameter p) {
    Sql sql = new Sql().add(p.variadic() ? "variadic " : "");
    return p.unnamed() ? sql : sql.name(p.name()).add(" => ");
  }
}
