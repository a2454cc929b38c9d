package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Expr;
import dev.connectedlenses.rest.plan.Join;
import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.plan.OrderKey;
import dev.connectedlenses.rest.plan.Output;
import dev.connectedlenses.rest.plan.Output.Value;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints one level as a query of rows. Columns carry their keys if all keys are catalog names, else
 * they are numbered and {@link RowJson} puts the keys on.
 */
final class LevelPrinter {

  private final Aliases aliases;
  private final Level level;
  private final Rows rows;
  private final Map<Join, Alias> joined = new HashMap<>();

  LevelPrinter(Aliases aliases, Level level, Rows rows) {
    this.aliases = aliases;
    this.level = level;
    this.rows = rows;
    level.joins().forEach(j -> joined.put(j, aliases.next('e')));
  }

  /** Hands out aliases that are unique in a statement. */
  static final class Aliases {
    private int last;

    Alias next(char letter) {
      return new Alias(letter, last++);
    }
  }

  /** How the columns of the query are named, and what is exported beside the outputs. */
  record Form(boolean numbered, List<Expr> hidden, boolean stored) {
    static final Form NATURAL = new Form(false, List.of(), false);
    static final Form NUMBERED = new Form(true, List.of(), false);

    /** Rows as they are stored, whatever the casts of their domains. */
    static final Form STORED = new Form(false, List.of(), true);
  }

  /**
   * The query.
   *
   * @param from the {@code from} item that makes the rows, with further ones behind commas
   * @param link the condition that ties the rows to the level above, null at the root
   */
  Sql print(Sql from, @Nullable Sql link, Form form) {
    Sql sql = new Sql().add("select ").append(columns(form)).add(" from ").append(from);
    for (Join join : level.joins()) {
      sql.append(new JoinPrinter(aliases, join, alias(join), rows).print());
    }
    Sql where = where(link);
    if (!where.isEmpty()) {
      sql.add(" where ").append(where);
    }
    return sql.append(grouping()).append(order()).append(range());
  }

  Alias alias(Join join) {
    return Objects.requireNonNull(joined.get(join));
  }

  private Sql where(@Nullable Sql link) {
    Sql where = new PredicatePrinter(rows, this::empty).all(level.where());
    if (link == null) {
      return where;
    }
    return where.isEmpty() ? link : link.add(" and ").append(where);
  }

  private Sql empty(dev.connectedlenses.rest.plan.Predicate.Empty test) {
    Sql sql = JoinPrinter.presence(test.join(), alias(test.join()));
    return test.negated()
        ? sql.add(" is distinct from null")
        : sql.add(" is not distinct from null");
  }

  private Sql columns(Form form) {
    List<Sql> columns = new ArrayList<>();
    if (level.star()) {
      if (form.numbered()) {
        rows.columns().forEach(c -> columns.add(shown(Expr.of(c))));
      } else if (form.stored() || shownAsStored()) {
        columns.add(rows.star());
      } else {
        rows.columns().forEach(c -> columns.add(shown(Expr.of(c)).add(" as ").name(c.name())));
      }
    }
    for (Output output : level.outputs()) {
      Sql value = value(output.value());
      if (!form.numbered() && output.key() instanceof Output.Key.Known known) {
        value.add(" as ").name(known.identifier());
      }
      columns.add(value);
    }
    Sql sql = new Sql();
    for (int i = 0; i < columns.size(); i++) {
      sql.add(i == 0 ? "" : ", ").append(columns.get(i));
      if (form.numbered()) {
        sql.add(" as ").made('c', i);
      }
    }
    for (int i = 0; i < form.hidden().size(); i++) {
      sql.add(sql.isEmpty() ? "" : ", ")
          .append(ExprPrinter.print(form.hidden().get(i), rows))
          .add(" as ")
          .made('h', i);
    }
    return sql;
  }

  private boolean shownAsStored() {
    return rows.columns().stream().allMatch(c -> c.representation().toJson() == null);
  }

  private Sql shown(Expr expr) {
    Sql value = ExprPrinter.print(expr, rows);
    ObjectName writer = expr.representation().toJson();
    return writer == null ? value : new Sql().name(writer).add("(").append(value).add(")");
  }

  private Sql value(Value value) {
    return switch (value) {
      case Value.Plain p -> shown(p.expr());
      case Value.Present p -> new Sql().add("true");
      case Value.Nested n -> nested(n.join());
      case Value.Lifted l -> lifted(l.lift());
      case Value.Grouped g -> grouped(g);
    };
  }

  private Sql nested(Join join) {
    Sql json = JoinPrinter.json(join, alias(join));
    return level.grouped() ? json.add("::jsonb") : json;
  }

  private Sql lifted(Output.Lift lift) {
    Sql column = new Sql().alias(alias(lift.join())).add(".").made('c', lift.column());
    if (lift.join().toOne()) {
      return column;
    }
    Sql list = new Sql().add("coalesce(").append(column).add(", '[]')");
    return level.grouped() ? list.add("::jsonb") : list;
  }

  private Sql grouped(Value.Grouped g) {
    Sql call = new Sql();
    switch (g.aggregate()) {
      case COUNT -> call.add("count(");
      case SUM -> call.add("sum(");
      case AVG -> call.add("avg(");
      case MIN -> call.add("min(");
      case MAX -> call.add("max(");
    }
    call.append(argument(g)).add(")");
    return g.cast() == null
        ? call
        : new Sql().add("cast(").append(call).add(" as ").catalog(g.cast()).add(")");
  }

  private Sql argument(Value.Grouped g) {
    if (g.lift() != null) {
      return lifted(g.lift());
    }
    return g.expr() == null ? new Sql().add("*") : ExprPrinter.print(g.expr(), rows);
  }

  /** Groups by the position of every column that is no aggregate. */
  private Sql grouping() {
    Sql sql = new Sql();
    if (!level.grouped()) {
      return sql;
    }
    for (int position : groupedPositions()) {
      sql.add(sql.isEmpty() ? " group by " : ", ").position(position);
    }
    return sql;
  }

  private List<Integer> groupedPositions() {
    int columns = level.star() ? rows.columns().size() : 0;
    List<Integer> positions = new ArrayList<>(IntStream.rangeClosed(1, columns).boxed().toList());
    for (int i = 0; i < level.outputs().size(); i++) {
      if (!level.outputs().get(i).grouped()) {
        positions.add(columns + i + 1);
      }
    }
    return positions;
  }

  private Sql order() {
    Sql sql = new Sql();
    for (OrderKey key : level.order()) {
      sql.add(sql.isEmpty() ? " order by " : ", ");
      switch (key.by()) {
        case OrderKey.By.Own own -> sql.append(ExprPrinter.print(own.expr(), rows));
        case OrderKey.By.Related r -> sql.alias(alias(r.join())).add(".").made('h', r.hidden());
      }
      if (key.direction() != null) {
        sql.add(
            key.direction() == dev.connectedlenses.rest.request.OrderTerm.Direction.ASC
                ? " asc"
                : " desc");
      }
      if (key.nulls() != null) {
        sql.add(
            key.nulls() == dev.connectedlenses.rest.request.OrderTerm.Nulls.FIRST
                ? " nulls first"
                : " nulls last");
      }
    }
    return sql;
  }

  private Sql range() {
    Sql sql = new Sql();
    Long limit = level.range().limit();
    if (limit != null) {
      sql.limit(limit);
    }
    if (level.range().offset() != 0) {
      sql.add(" offset ").bind(level.range().offset());
    }
    return sql;
  }
}
