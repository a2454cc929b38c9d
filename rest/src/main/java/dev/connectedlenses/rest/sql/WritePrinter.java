package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Plan.Change;
import dev.connectedlenses.rest.plan.Predicate;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.Table;
import dev.connectedlenses.rest.sql.LevelPrinter.Aliases;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.List;

/**
 * Prints statements that change rows: the change in a common table expression that hands on what
 * the answer needs, and the answer over it.
 */
final class WritePrinter {

  private final Aliases aliases = new Aliases();
  private final Table table;
  private final Plan.Write write;
  private final Alias target = aliases.next('t');
  private final Rows changed;

  private WritePrinter(Plan.Write write) {
    this.write = write;
    this.table = write.table();
    this.changed = Rows.handedOn(write.level().source(), aliases.next('t'));
  }

  /**
   * The statement.
   *
   * @param body whether rows are shown
   * @param location whether the key of the first row is wanted
   */
  static Sql print(Plan.Write write, Guard guard, boolean body, boolean location) {
    return new WritePrinter(write).print(guard, body, location);
  }

  private Sql print(Guard guard, boolean body, boolean location) {
    Level level = write.level();
    BodyPrinter.Shape shape = body ? BodyPrinter.Shape.ROWS : BodyPrinter.Shape.NOTHING;
    Sql from = new Sql().add("changed as ").alias(changed.alias());
    Sql answer =
        ReadPrinter.answer(
            aliases,
            new ReadPrinter.Answer(level, changed, from, shape, guard),
            write.media(),
            new Sql()
                .append(location ? location() : new Sql().add("null::text"))
                .add(" as location, ")
                .append(inserted())
                .add(" as inserted, null::bigint"));
    return new Sql().add("with changed as (").append(change()).add(") ").append(answer);
  }

  private Sql change() {
    return switch (write.change()) {
      case Change.Insert insert -> insert(insert);
      case Change.Update update -> update(update);
      case Change.Delete delete -> {
        Sql sql = new Sql().add("delete from ").name(table.name()).add(" as ").alias(target);
        yield sql.append(where(delete.where(), target)).append(returning());
      }
      case Change.Nothing nothing ->
          new Sql()
              .add("select ")
              .append(changed.needed(target))
              .add(" from ")
              .name(table.name())
              .add(" as ")
              .alias(target)
              .add(" where false");
    };
  }

  private Sql insert(Change.Insert insert) {
    Alias body = aliases.next('b');
    List<Column> columns = insert.rows().columns();
    Sql sql = new Sql().add("insert into ").name(table.name()).add(" as ").alias(target);
    if (!columns.isEmpty()) {
      sql.add(" (").append(names(columns)).add(")");
    }
    sql.add(" select ");
    for (int i = 0; i < columns.size(); i++) {
      sql.add(i == 0 ? "" : ", ").append(BodyRows.value(columns.get(i), body));
    }
    sql.add(" from ").append(BodyRows.print(insert.rows(), body));
    List<Predicate> onlyKey = insert.onlyKey();
    if (onlyKey != null) {
      sql.append(where(onlyKey, body)).add(" and ").append(count(1));
    } else if (insert.conflict() != null && insert.conflict().merge()) {
      sql.add(" where ").append(count(1));
    }
    if (insert.conflict() != null) {
      sql.append(conflict(insert.conflict(), columns));
    }
    return sql.append(returning());
  }

  private static Sql conflict(Plan.Conflict conflict, List<Column> columns) {
    Sql sql = new Sql().add(" on conflict (");
    boolean first = true;
    for (Identifier key : conflict.key()) {
      sql.add(first ? "" : ", ").name(key);
      first = false;
    }
    if (!conflict.merge() || columns.isEmpty()) {
      return sql.add(") do nothing");
    }
    return sql.add(") do update set ").append(taken(columns)).add(" where ").append(count(-1));
  }

  private static Sql taken(List<Column> columns) {
    Sql sql = new Sql();
    for (int i = 0; i < columns.size(); i++) {
      Identifier name = columns.get(i).name();
      sql.add(i == 0 ? "" : ", ").name(name).add(" = excluded.").name(name);
    }
    return sql;
  }

  /** Always true; counts rows up when they are tried, and down again when they existed. */
  private static Sql count(int step) {
    return new Sql()
        .add("pg_catalog.set_config('request.inserted', (coalesce(nullif(")
        .add("pg_catalog.current_setting('request.inserted', true), ''), '0')::integer")
        .add(step > 0 ? " + 1" : " - 1")
        .add(")::text, true) is not null");
  }

  private Sql inserted() {
    boolean counted =
        write.change() instanceof Change.Insert i && i.conflict() != null && i.conflict().merge();
    return counted
        ? new Sql().add("pg_catalog.current_setting('request.inserted', true)")
        : new Sql().add("null::text");
  }

  private Sql update(Change.Update update) {
    Alias body = aliases.next('b');
    Sql sql = new Sql().add("update ").name(table.name()).add(" as ").alias(target).add(" set ");
    List<Column> columns = update.rows().columns();
    for (int i = 0; i < columns.size(); i++) {
      Identifier name = columns.get(i).name();
      sql.add(i == 0 ? "" : ", ").name(name).add(" = ");
      sql.append(BodyRows.value(columns.get(i), body));
    }
    sql.add(" from (select * from ").append(BodyRows.print(update.rows(), body));
    sql.add(" limit 1) as ").alias(body);
    return sql.append(where(update.where(), target)).append(returning());
  }

  private Sql where(List<Predicate> predicates, Alias alias) {
    Rows rows = Rows.direct(write.level().source(), alias);
    Sql condition =
        new PredicatePrinter(
                rows,
                e -> {
                  throw new IllegalStateException("a change is not filtered by its embeds");
                })
            .all(predicates);
    return condition.isEmpty() ? condition : new Sql().add(" where ").append(condition);
  }

  private Sql returning() {
    return new Sql().add(" returning ").append(changed.needed(target));
  }

  private Sql location() {
    Sql sql = new Sql().add("(select pg_catalog.json_build_array(");
    Alias row = aliases.next('l');
    Rows keys = changed.as(row);
    for (int i = 0; i < table.key().size(); i++) {
      sql.add(i == 0 ? "" : ", ").append(keys.column(table.key().get(i))).add("::text");
    }
    return sql.add(")::text from changed as ").alias(row).add(" limit 1)");
  }

  private static Sql names(List<Column> columns) {
    Sql sql = new Sql();
    for (Column column : columns) {
      sql.add(sql.isEmpty() ? "" : ", ").name(column.name());
    }
    return sql;
  }
}
