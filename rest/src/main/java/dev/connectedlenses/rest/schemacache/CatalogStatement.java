package dev.connectedlenses.rest.schemacache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The one statement that reads all catalogs at one moment and answers one JSON object.
 *
 * @param text the statement, with a {@code ?} for each parameter
 * @param parameters array literals of schema names
 */
public record CatalogStatement(String text, List<String> parameters) {

  private static final List<String> PARTS =
      List.of(
          "relations",
          "columns",
          "constraints",
          "views",
          "functions",
          "types",
          "roles",
          "timezones",
          "schemas",
          "handlers",
          "representations");

  private static final List<String> SETTINGS =
      List.of(
          "db_aggregates_enabled",
          "db_anon_role",
          "db_extra_search_path",
          "db_hoisted_tx_settings",
          "db_max_rows",
          "db_plan_enabled",
          "db_pre_config",
          "db_pre_request",
          "db_root_spec",
          "db_schemas",
          "db_tx_end",
          "jwt_aud",
          "jwt_cache_max_entries",
          "jwt_role_claim_key",
          "jwt_secret",
          "jwt_secret_is_base64",
          "openapi_mode",
          "openapi_security_active",
          "openapi_server_proxy_uri",
          "server_cors_allowed_origins",
          "server_timing_enabled",
          "server_trace_header");

  /** The statement for these served schemas. */
  public static CatalogStatement of(List<String> schemas, List<String> extraSearchPath) {
    List<String> all = new ArrayList<>(schemas);
    all.addAll(extraSearchPath);
    String array = literal(all);
    StringBuilder sql = new StringBuilder("select pg_catalog.json_build_object(");
    List<String> parameters = new ArrayList<>();
    for (String part : PARTS) {
      String query = resource(part);
      sql.append(parameters.isEmpty() && part.equals(PARTS.getFirst()) ? "" : ",\n");
      sql.append(member(part, query));
      query.chars().filter(c -> c == '?').forEach(c -> parameters.add(array));
    }
    return new CatalogStatement(sql.append(")::text").toString(), List.copyOf(parameters));
  }

  private static String member(String name, String query) {
    return "'%s', (select coalesce(pg_catalog.json_agg(r), '[]') from (\n%s) as r)"
        .formatted(name, query);
  }

  /** The statement that reads the settings kept in the database. */
  public static CatalogStatement settings() {
    return new CatalogStatement(resource("settings"), List.of(literal(SETTINGS)));
  }

  /** The statement that asks what the current role may use of a schema. */
  public static CatalogStatement visible(String schema) {
    return new CatalogStatement(resource("visible"), List.of(schema, schema));
  }

  private static String literal(List<String> names) {
    List<String> quoted =
        names.stream()
            .map(n -> "\"" + n.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .toList();
    return "{" + String.join(",", quoted) + "}";
  }

  private static String resource(String name) {
    try (InputStream in = CatalogStatement.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException(
            "the catalog query " + name + ".sql is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
