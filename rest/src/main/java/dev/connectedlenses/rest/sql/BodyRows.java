package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.sql.Sql.Alias;
import dev.connectedlenses.rest.sql.Sql.Form;
import java.util.List;

/** Prints the rows of a JSON body as a {@code from} item. */
final class BodyRows {

  private static final int MOST_PAIRS = 50;

  private BodyRows() {}

  static Sql print(Plan.Rows rows, Alias alias) {
    if (rows.columns().isEmpty()) {
      return empty(rows, alias);
    }
    List<Column> defaults = rows.columns().stream().filter(c -> c.defaultValue() != null).toList();
    Sql sql = new Sql();
    if (!rows.defaults() || defaults.isEmpty()) {
      sql.add(rows.list() ? "pg_catalog.json_to_recordset(" : "pg_catalog.json_to_record(");
      sql.bind(rows.json(), Form.TEXT).add("::json)");
    } else if (rows.list()) {
      sql.add("pg_catalog.jsonb_to_recordset((select pg_catalog.jsonb_agg(")
          .append(object(defaults));
      sql.add(" || v) from pg_catalog.jsonb_array_elements(").bind(rows.json(), Form.TEXT);
      sql.add("::jsonb) as elements (v)))");
    } else {
      sql.add("pg_catalog.jsonb_to_record(").append(object(defaults)).add(" || ");
      sql.bind(rows.json(), Form.TEXT).add("::jsonb)");
    }
    return sql.add(" as ").alias(alias).add(" (").append(types(rows.columns())).add(")");
  }

  /** The value of a column in a row of this alias. */
  static Sql value(Column column, Alias row) {
    Sql value = new Sql().alias(row).add(".").name(column.name());
    ObjectName reader = column.representation().fromJson();
    return reader == null ? value : new Sql().name(reader).add("(").append(value).add(")");
  }

  /** Objects without members still make rows. */
  private static Sql empty(Plan.Rows rows, Alias alias) {
    Sql sql = new Sql();
    if (rows.list()) {
      sql.add("pg_catalog.json_array_elements(").bind(rows.json(), Form.TEXT).add("::json)");
    } else {
      sql.add("(values (1))");
    }
    return sql.add(" as ").alias(alias);
  }

  private static Sql object(List<Column> columns) {
    Sql sql = new Sql();
    for (int i = 0; i < columns.size(); i++) {
      if (i % MOST_PAIRS == 0) {
        sql.add(i == 0 ? "" : ") || ").add("pg_catalog.jsonb_build_object(");
      }
      CatalogSql value = columns.get(i).defaultValue();
      if (value != null) {
        sql.add(i % MOST_PAIRS == 0 ? "" : ", ").literal(columns.get(i).name()).add(", ");
        sql.add("(").catalog(value).add(")");
      }
    }
    return sql.add(")");
  }

  private static Sql types(List<Column> columns) {
    Sql sql = new Sql();
    for (Column column : columns) {
      sql.add(sql.isEmpty() ? "" : ", ").name(column.name()).add(" ");
      sql.catalog(column.representation().fromJson() == null ? column.type() : CatalogSql.JSON);
    }
    return sql;
  }
}
