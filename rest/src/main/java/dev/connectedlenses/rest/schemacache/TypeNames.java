package dev.connectedlenses.rest.schemacache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type names a cast may use, with the SQL of each. */
public final class TypeNames {

  /** Names that the SQL grammar knows beside the catalogs'. */
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("integer", "integer"),
          Map.entry("bigint", "bigint"),
          Map.entry("smallint", "smallint"),
          Map.entry("real", "real"),
          Map.entry("float", "double precision"),
          Map.entry("double precision", "double precision"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("boolean", "boolean"),
          Map.entry("character varying", "character varying"),
          Map.entry("character", "character"),
          Map.entry("timestamp with time zone", "timestamp with time zone"),
          Map.entry("timestamp without time zone", "timestamp without time zone"),
          Map.entry("time with time zone", "time with time zone"),
          Map.entry("time without time zone", "time without time zone"),
          Map.entry("bit varying", "bit varying"));

  private final Map<String, CatalogSql> byName;

  TypeNames(Map<String, String> catalog) {
    Map<String, CatalogSql> all = new HashMap<>();
    catalog.forEach((name, sql) -> all.put(name, new CatalogSql(sql)));
    STANDARD.forEach((name, sql) -> all.put(name, new CatalogSql(sql)));
    this.byName = Map.copyOf(all);
  }

  /** The type a client means, null if there is none. */
  public @Nullable CatalogSql find(String name) {
    CatalogSql exact = byName.get(name);
    return exact != null ? exact : byName.get(name.strip().toLowerCase(Locale.ROOT));
  }
}
