package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Join;
import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.schemacache.ColumnPair;
import dev.connectedlenses.rest.schemacache.Relationship;
import dev.connectedlenses.rest.sql.LevelPrinter.Aliases;
import dev.connectedlenses.rest.sql.LevelPrinter.Form;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.List;

/**
 * Prints an embedded level as a lateral join. To-one rows are joined as they are; to-many rows are
 * gathered into one list, so that the row above stays one row.
 */
final class JoinPrinter {

  private final Aliases aliases;
  private final Join join;
  private final Alias alias;
  private final Rows above;

  JoinPrinter(Aliases aliases, Join join, Alias alias, Rows above) {
    this.aliases = aliases;
    this.join = join;
    this.alias = alias;
    this.above = above;
  }

  Sql print() {
    Sql sql = new Sql().add(join.inner() ? " join lateral (" : " left join lateral (");
    sql.append(join.toOne() ? one() : many()).add(") as ").alias(alias).add(" on ");
    return join.inner() && !join.toOne()
        ? sql.append(presence(join, alias)).add(" is not null")
        : sql.add("true");
  }

  /** A value that is null exactly if there is no related row. */
  static Sql presence(Join join, Alias alias) {
    Sql sql = new Sql().alias(alias);
    return wholeRow(join) ? sql : sql.add(".j");
  }

  /** The JSON of the related rows. */
  static Sql json(Join join, Alias alias) {
    if (!join.toOne()) {
      return new Sql().add("coalesce(").alias(alias).add(".j, '[]')");
    }
    return wholeRow(join)
        ? new Sql().add("pg_catalog.row_to_json(").alias(alias).add(")")
        : new Sql().alias(alias).add(".j");
  }

  /** Whether the joined row is itself the object: one row, catalog keys, nothing else exported. */
  private static boolean wholeRow(Join join) {
    Level level = join.level();
    return join.toOne()
        && join.kind() == Join.Kind.NESTED
        && level.naturalKeys()
        && !level.isEmpty()
        && join.hidden().isEmpty();
  }

  private Sql one() {
    if (wholeRow(join)) {
      return query(Form.NATURAL);
    }
    Alias row = aliases.next('r');
    Sql sql = new Sql().add("select ");
    if (join.kind() == Join.Kind.SPREAD) {
      sql.add("true as j");
      for (int i = 0; i < join.level().outputs().size(); i++) {
        sql.add(", ").alias(row).add(".").made('c', i);
      }
    } else {
      sql.append(RowJson.object(join.level(), row)).add(" as j");
    }
    for (int i = 0; i < join.hidden().size(); i++) {
      sql.add(", ").alias(row).add(".").made('h', i);
    }
    return sql.add(" from (")
        .append(query(new Form(true, join.hidden(), false)))
        .add(") as ")
        .alias(row);
  }

  private Sql many() {
    Alias row = aliases.next('r');
    Sql sql = new Sql().add("select ");
    if (join.kind() == Join.Kind.SPREAD) {
      sql.add("pg_catalog.json_agg(true) as j");
      for (int i = 0; i < join.level().outputs().size(); i++) {
        sql.add(", pg_catalog.json_agg(")
            .alias(row)
            .add(".")
            .made('c', i)
            .add(") as ")
            .made('c', i);
      }
      sql.add(" from (").append(query(Form.NUMBERED));
    } else if (join.level().naturalKeys()) {
      sql.add("pg_catalog.json_agg(").alias(row).add(") as j from (").append(query(Form.NATURAL));
    } else {
      sql.add("pg_catalog.json_agg(").append(RowJson.object(join.level(), row));
      sql.add(") as j from (").append(query(Form.NUMBERED));
    }
    return sql.add(") as ").alias(row);
  }

  private Sql query(Form form) {
    Alias target = aliases.next('t');
    Rows rows = Rows.direct(join.level().source(), target);
    Sql from = new Sql();
    Sql link = new Sql();
    switch (join.relationship()) {
      case Relationship.ByKey k -> {
        from.name(k.target()).add(" as ").alias(target);
        for (ColumnPair pair : k.columns()) {
          link.add(link.isEmpty() ? "" : " and ").append(rows.column(pair.there()));
          link.add(" = ").append(above.column(pair.here()));
        }
      }
      case Relationship.ByJunction j -> {
        Alias middle = aliases.next('m');
        from.name(j.target()).add(" as ").alias(target).add(", ");
        from.name(j.junction().table()).add(" as ").alias(middle);
        match(link, middle, j.junction().source(), above);
        match(link, middle, j.junction().destination(), rows);
      }
      case Relationship.ByFunction f ->
          from.name(f.function()).add("(").append(above.whole()).add(") as ").alias(target);
    }
    return new LevelPrinter(aliases, join.level(), rows)
        .print(from, link.isEmpty() ? null : link, form);
  }

  private static void match(Sql link, Alias middle, List<ColumnPair> pairs, Rows side) {
    for (ColumnPair pair : pairs) {
      link.add(link.isEmpty() ? "" : " and ").alias(middle).add(".").name(pair.there());
      link.add(" = ").append(side.column(pair.here()));
    }
  }
}
