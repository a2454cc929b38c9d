package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Level;
import dev.connectedlenses.rest.plan.Output;
import dev.connectedlenses.rest.request.AcceptParser;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.schemacache.MediaHandler;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.sql.Sql.Alias;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the body of an answer as one text made of all rows. */
final class BodyPrinter {

  /** How many rows a source can have, and whether each is a bare value. */
  enum Shape {
    ROWS,
    ONE_ROW,
    VALUES,
    ONE_VALUE,
    NOTHING
  }

  private final Level level;
  private final Shape shape;
  private final Alias row;
  private final boolean numbered;

  BodyPrinter(Level level, Shape shape, Alias row, boolean numbered) {
    this.level = level;
    this.shape = shape;
    this.row = row;
    this.numbered = numbered;
  }

  Sql print(MediaType media) {
    if (shape == Shape.NOTHING) {
      return new Sql().add("''");
    }
    return switch (media) {
      case MediaType.Json json -> json(false, isOne());
      case MediaType.StrippedArray array -> json(true, false);
      case MediaType.SingleObject object -> json(object.nullsStripped(), true);
      case MediaType.Csv csv -> csv();
      case MediaType.Plan plan -> print(AcceptParser.type(plan.of()));
      case MediaType.Any any -> json(false, false);
      case MediaType.OpenApi api -> json(false, isOne());
      case MediaType.Other other -> json(false, false);
      case MediaType.Made made -> made(made.handler());
    };
  }

  private boolean isOne() {
    return shape == Shape.ONE_ROW || shape == Shape.ONE_VALUE;
  }

  private Sql json(boolean strip, boolean first) {
    Sql list = new Sql().add("pg_catalog.json_agg(").append(element()).add(")");
    if (first) {
      list.add(" -> 0");
    }
    Sql stripped =
        strip
            ? new Sql().add("pg_catalog.json_strip_nulls(").append(list).add(")")
            : new Sql().add("(").append(list).add(")");
    return first
        ? new Sql().add("coalesce(").append(stripped).add("::text, 'null')")
        : new Sql().add("coalesce(").append(stripped).add("::text, '[]')");
  }

  private Sql made(MediaHandler handler) {
    return switch (handler) {
      case MediaHandler.OwnResult own ->
          new Sql().add("(pg_catalog.array_agg(").alias(row).add(".\"pgrst_scalar\"))[1]");
      case MediaHandler.ByFeature f ->
          new Sql()
              .add("pg_catalog.json_build_object('type', 'FeatureCollection', 'features', ")
              .add("coalesce(pg_catalog.json_agg(")
              .name(f.function())
              .add("(")
              .alias(row)
              .add(")::json), '[]'))::text");
      case MediaHandler.ByAggregate a -> {
        Sql call = new Sql().name(a.function()).add("(").alias(row);
        ObjectName relation = a.relation();
        yield (relation == null ? call : call.add("::").name(relation)).add(")");
      }
    };
  }

  private Sql element() {
    if (shape == Shape.VALUES || shape == Shape.ONE_VALUE) {
      return new Sql().alias(row).add(".\"pgrst_scalar\"");
    }
    return numbered ? RowJson.object(level, row) : new Sql().alias(row);
  }

  /** Lines as PostgreSQL writes rows, without the brackets round them. */
  private Sql csv() {
    Sql sql = new Sql().add("case when pg_catalog.count(*) = 0 then '' else ").bind(header());
    sql.add(" end || E'\\n' || coalesce(pg_catalog.string_agg(pg_catalog.substr(");
    sql.alias(row)
        .add("::text, 2, pg_catalog.length(")
        .alias(row)
        .add("::text) - 2), E'\\n'), '')");
    return sql;
  }

  private String header() {
    List<String> keys = new ArrayList<>();
    if (level.star()) {
      level.source().columns().values().forEach(c -> keys.add(c.name().text()));
    }
    level.outputs().stream().map(Output::key).map(Output.Key::text).forEach(keys::add);
    return keys.stream().collect(Collectors.joining(","));
  }
}
