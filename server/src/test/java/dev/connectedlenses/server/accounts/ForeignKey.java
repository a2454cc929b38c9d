package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * A foreign key between two tables of the API.
 *
 * @param schema the schema of the table that refers
 * @param columns its columns, with commas
 * @param toColumns the columns that they refer to, in the same order
 */
public record ForeignKey(
    String name,
    String schema,
    String table,
    String columns,
    String toSchema,
    String toTable,
    String toColumns) {

  private static final String ALL =
      """
      select k.conname as name, n.nspname as schema, t.relname as "table", tn.nspname as to_schema, tt.relname as to_table,
        (select string_agg(a.attname, ',' order by x.at) from unnest(k.conkey) with ordinality x (no, at)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.no) as columns,
        (select string_agg(a.attname, ',' order by x.at) from unnest(k.confkey) with ordinality x (no, at)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.no) as to_columns
      from pg_constraint k
      join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_class tt on tt.oid = k.confrelid join pg_namespace tn on tn.oid = tt.relnamespace
      where k.contype = 'f' and n.nspname = any (?) and tn.nspname = any (?)
      order by n.nspname, t.relname, k.conname
      """;

  static List<ForeignKey> all(TestDatabase database, List<String> schemas) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(ALL)
                .bindArray(0, String.class, schemas)
                .bindArray(1, String.class, schemas)
                .map(ConstructorMapper.of(ForeignKey.class))
                .list());
  }

  List<String> ownColumns() {
    return Arrays.asList(columns.split(","));
  }

  List<String> referredColumns() {
    return Arrays.asList(toColumns.split(","));
  }
}
