package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.plan.Output;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.ArrayList;
import java.util.List;

/** Prints the JSON object of a row whose columns are numbered, with its keys bound or literal. */
final class RowJson {

  /** PostgreSQL's functions take at most a hundred arguments. */
  private static final int MOST_PAIRS = 50;

  private RowJson() {}

  /** The keys of a level's columns in order, a star written out. */
  static List<Sql> keys(Level level) {
    List<Sql> keys = new ArrayList<>();
    if (level.star()) {
      for (Column column : level.source().columns().values()) {
        keys.add(new Sql().literal(column.name()));
      }
    }
    level.outputs().forEach(output -> keys.add(key(output.key())));
    return keys;
  }

  private static Sql key(Output.Key key) {
    return switch (key) {
      case Output.Key.Known k -> new Sql().literal(k.identifier());
      case Output.Key.Given g -> new Sql().bind(g.text());
    };
  }

  static Sql object(Level level, Alias row) {
    List<Sql> keys = keys(level);
    return keys.size() <= MOST_PAIRS ? build(keys, row) : aggregate(keys, row);
  }

  private static Sql build(List<Sql> keys, Alias row) {
    Sql sql = new Sql().add("pg_catalog.json_build_object(");
    for (int i = 0; i < keys.size(); i++) {
      sql.add(i == 0 ? "" : ", ").append(keys.get(i)).add(", ").alias(row).add(".").made('c', i);
    }
    return sql.add(")");
  }

  private static Sql aggregate(List<Sql> keys, Alias row) {
    Sql sql = new Sql().add("(select pg_catalog.json_object_agg(k, v) from (values ");
    for (int i = 0; i < keys.size(); i++) {
      sql.add(i == 0 ? "(" : ", (").append(keys.get(i));
      sql.add("::text, pg_catalog.to_json(").alias(row).add(".").made('c', i).add("))");
    }
    return sql.add(") as pairs (k, v))");
  }
}
