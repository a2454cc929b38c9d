package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Expr;
import dev.connectedlenses.rest.plan.Join;
import dev.connectedlenses.rest.plan.Keyset;
import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Predicate;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.RowRange;
import dev.connectedlenses.rest.schemacache.MediaHandler;
import dev.connectedlenses.rest.sql.LevelPrinter.Aliases;
import dev.connectedlenses.rest.sql.LevelPrinter.Form;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints statements that read: one row with total, number of rows, body and response settings. */
final class ReadPrinter {

  private ReadPrinter() {}

  static Sql table(Plan.Read read, Guard guard) {
    Aliases aliases = new Aliases();
    Alias alias = aliases.next('t');
    Sql from = new Sql().name(read.table().name()).add(" as ").alias(alias);
    Rows rows = Rows.direct(read.level().source(), alias);
    Sql total = total(aliases, read.level(), read.count(), rows, from);
    return answer(
        aliases,
        new Answer(read.level(), rows, from, BodyPrinter.Shape.ROWS, guard, read.keyset()),
        read.media(),
        total);
  }

  /** What an answer is made of. */
  record Answer(
      Level level,
      Rows rows,
      Sql from,
      BodyPrinter.Shape shape,
      Guard guard,
      @Nullable Keyset keyset) {
    Answer(Level level, Rows rows, Sql from, BodyPrinter.Shape shape, Guard guard) {
      this(level, rows, from, shape, guard, null);
    }
  }

  static Sql answer(Aliases aliases, Answer a, MediaType media, Sql total) {
    return a.guard().sized(unlimited(aliases, a, media, total), aliases.next('a'));
  }

  private static Sql unlimited(Aliases aliases, Answer a, MediaType media, Sql total) {
    Alias row = aliases.next('r');
    Keyset keyset = a.keyset();
    boolean numbered = keyset != null || !a.level().naturalKeys();
    Sql sql =
        new Sql().add("select ").append(total).add(" as total, pg_catalog.count(*) as page, ");
    sql.append(new BodyPrinter(a.level(), a.shape(), row, numbered).print(media)).add(" as body");
    sql.add(", pg_catalog.current_setting('response.headers', true) as headers");
    sql.add(", pg_catalog.current_setting('response.status', true) as status");
    sql.append(a.guard().columns());
    LevelPrinter printer = new LevelPrinter(aliases, a.level(), a.rows());
    if (keyset == null) {
      Sql rows = printer.print(a.from(), null, form(media, numbered));
      return sql.add(" from (").append(rows).add(") as ").alias(row);
    }
    sql.append(lastKeys(keyset, row));
    Sql start = keyset.after() == null ? null : new KeysetPrinter(keyset, a.rows()).print();
    List<Expr> exported = keyset.keys().stream().map(Keyset.Key::expr).toList();
    Sql rows = printer.print(a.from(), start, new Form(true, exported, false));
    return sql.add(" from (").append(rows).add(") as ").alias(row);
  }

  /** The keys of the last row, as a JSON list of texts. */
  private static Sql lastKeys(Keyset keyset, Alias row) {
    Sql sql = new Sql().add(", (pg_catalog.json_agg(pg_catalog.json_build_array(");
    for (int i = 0; i < keyset.keys().size(); i++) {
      sql.add(i == 0 ? "" : ", ").alias(row).add(".").made('h', i).add("::text");
    }
    return sql.add(")) -> -1)::text as location");
  }

  private static Form form(MediaType media, boolean numbered) {
    boolean stored =
        media instanceof MediaType.Made m
            && m.handler() instanceof MediaHandler.ByAggregate a
            && a.relation() != null;
    return stored ? Form.STORED : numbered ? Form.NUMBERED : Form.NATURAL;
  }

  /** The total as a sub-select; without need for one, null. */
  static Sql total(
      Aliases aliases, Level level, Plan.@Nullable Counting count, Rows rows, Sql from) {
    if (count == null) {
      return new Sql().add("null::bigint");
    }
    Sql counted = rows(aliases, level, rows, from);
    Sql sql = new Sql().add("(select pg_catalog.count(*) from (").append(counted);
    if (count.most() != null) {
      sql.add(" limit ").bind(count.most().longValue());
    }
    return sql.add(") as n)");
  }

  /** What the planner is asked when it shall guess a total. */
  static Sql countable(Plan.Read read) {
    Aliases aliases = new Aliases();
    Alias alias = aliases.next('t');
    Rows rows = Rows.direct(read.level().source(), alias);
    Sql from = new Sql().name(read.table().name()).add(" as ").alias(alias);
    return rows(aliases, read.level(), rows, from);
  }

  /** The rows of a level before any cut, with nothing to show. */
  static Sql rows(Aliases aliases, Level level, Rows rows, Sql from) {
    Set<Join> needed = new HashSet<>();
    level.joins().stream().filter(Join::inner).forEach(needed::add);
    level.where().forEach(p -> collect(p, needed));
    List<Join> joins = level.joins().stream().filter(needed::contains).toList();
    Level bare =
        new Level(level.source(), false, List.of(), joins, level.where(), List.of(), RowRange.ALL);
    return new LevelPrinter(aliases, bare, rows).print(from, null, Form.NATURAL);
  }

  private static void collect(Predicate predicate, Set<Join> joins) {
    switch (predicate) {
      case Predicate.Empty e -> joins.add(e.join());
      case Predicate.Group g -> g.members().forEach(m -> collect(m, joins));
      case Predicate.Test t -> {}
    }
  }
}
