package dev.connectedlenses.rest.schemacache;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The answer of the one catalog statement, row by row as the catalogs have it. */
record CatalogRows(
    List<RelationRow> relations,
    List<ColumnRow> columns,
    List<ConstraintRow> constraints,
    List<ViewRow> views,
    List<FunctionRow> functions,
    List<TypeRow> types,
    List<RoleRow> roles,
    List<TimezoneRow> timezones,
    List<SchemaRow> schemas,
    List<HandlerRow> handlers,
    List<RepresentationRow> representations) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static CatalogRows parse(byte[] json) {
    return MAPPER.readValue(json, CatalogRows.class);
  }

  record RelationRow(
      long oid,
      String schema,
      String name,
      String kind,
      @Nullable String description,
      boolean insertable,
      boolean updatable,
      boolean deletable) {}

  record ColumnRow(
      long relation,
      int position,
      String name,
      long typeNumber,
      String type,
      String baseType,
      String category,
      String typeKind,
      boolean required,
      @Nullable String defaultValue,
      @Nullable String identityDefault,
      boolean generated,
      @Nullable Integer maxLength,
      @Nullable String description,
      @Nullable List<String> labels) {}

  record ConstraintRow(
      String name,
      String kind,
      long relation,
      List<Integer> columns,
      long target,
      @Nullable List<Integer> targetColumns) {}

  record ViewRow(long oid, String query) {}

  record FunctionRow(
      long oid,
      String schema,
      String name,
      @Nullable String description,
      String volatility,
      boolean returnsSet,
      boolean oneRow,
      boolean variadic,
      int defaults,
      List<String> argumentNames,
      List<String> argumentModes,
      List<String> argumentTypes,
      List<Long> argumentRelations,
      String returnType,
      @Nullable String returnMedia,
      String returnKind,
      long returnRelation,
      List<String> settings) {}

  record TypeRow(String name, String type, String schema) {}

  record RoleRow(String role, String setting, String value) {}

  record TimezoneRow(String name) {}

  record HandlerRow(String media, String schema, String name, long relation) {}

  record RepresentationRow(long domain, String kind, String schema, String name) {}

  record SchemaRow(String name, @Nullable String description) {}
}
