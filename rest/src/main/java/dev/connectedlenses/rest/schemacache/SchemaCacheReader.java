package dev.connectedlenses.rest.schemacache;

import dev.connectedlenses.rest.schemacache.CatalogRows.ColumnRow;
import dev.connectedlenses.rest.schemacache.CatalogRows.ConstraintRow;
import dev.connectedlenses.rest.schemacache.CatalogRows.RelationRow;
import dev.connectedlenses.rest.schemacache.RelationshipFinder.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a schema cache of catalog rows. */
public final class SchemaCacheReader {

  private final CatalogRows rows;
  private final Names names = new Names();
  private final Map<Long, ObjectName> relationNames = new HashMap<>();
  private final Map<Long, Map<Integer, Column>> columnsByNumber = new HashMap<>();
  private final Map<Long, Representation> representations = new HashMap<>();
  private final Map<ObjectName, Table> tables = new LinkedHashMap<>();

  private SchemaCacheReader(CatalogRows rows) {
    this.rows = rows;
  }

  /** The cache of a catalog statement's answer. */
  public static SchemaCache read(byte[] json) {
    return new SchemaCacheReader(CatalogRows.parse(json)).cache();
  }

  private SchemaCache cache() {
    rows.representations().forEach(this::addRepresentation);
    rows.columns().forEach(this::addColumn);
    rows.relations().forEach(this::addTable);
    ViewColumns views = viewColumns();
    addKeys(views);
    List<Relationship> relationships =
        new ArrayList<>(new RelationshipFinder(tables, views).find(foreignKeys()));
    RoutineReader routines = new RoutineReader(names, relationNames, this::columns);
    rows.functions().forEach(routines::add);
    relationships.addAll(routines.relationships());
    return new SchemaCache(
        tables.values().stream().collect(Collectors.toMap(t -> t.name().key(), t -> t)),
        routines.routines(),
        new Relationships(relationships),
        routines.computedColumns(),
        types(),
        roleSettings(),
        rows.timezones().stream()
            .map(CatalogRows.TimezoneRow::name)
            .collect(Collectors.toUnmodifiableSet()),
        names.all(),
        schemaComments(),
        handlers());
  }

  private Map<String, String> schemaComments() {
    Map<String, String> comments = new HashMap<>();
    rows.schemas()
        .forEach(s -> comments.put(s.name(), s.description() == null ? "" : s.description()));
    return Map.copyOf(comments);
  }

  private void addRepresentation(CatalogRows.RepresentationRow row) {
    Representation known = representations.getOrDefault(row.domain(), Representation.USUAL);
    ObjectName function = new ObjectName(names.of(row.schema()), names.of(row.name()));
    representations.put(
        row.domain(),
        switch (row.kind()) {
          case "to_json" -> new Representation(function, known.fromJson(), known.fromText());
          case "from_json" -> new Representation(known.toJson(), function, known.fromText());
          default -> new Representation(known.toJson(), known.fromJson(), function);
        });
  }

  private List<MediaHandler> handlers() {
    List<MediaHandler> handlers = new ArrayList<>();
    for (CatalogRows.HandlerRow row : rows.handlers()) {
      ObjectName function = new ObjectName(names.of(row.schema()), names.of(row.name()));
      handlers.add(
          row.relation() < 0
              ? new MediaHandler.ByFeature(function)
              : new MediaHandler.ByAggregate(
                  row.media(), function, relationNames.get(row.relation())));
    }
    return List.copyOf(handlers);
  }

  private void addColumn(ColumnRow row) {
    String defaultValue =
        row.identityDefault() != null ? row.identityDefault() : row.defaultValue();
    Column column =
        new Column(
            names.of(row.name()),
            new CatalogSql(row.type()),
            new CatalogSql(row.baseType()),
            row.category(),
            row.required(),
            defaultValue == null ? null : new CatalogSql(defaultValue),
            row.generated(),
            row.maxLength(),
            row.description(),
            row.labels() == null ? List.of() : List.copyOf(row.labels()),
            representations.getOrDefault(row.typeNumber(), Representation.USUAL));
    columnsByNumber
        .computeIfAbsent(row.relation(), k -> new LinkedHashMap<>())
        .put(row.position(), column);
  }

  private void addTable(RelationRow row) {
    ObjectName name = new ObjectName(names.of(row.schema()), names.of(row.name()));
    relationNames.put(row.oid(), name);
    tables.put(
        name,
        new Table(
            row.oid(),
            name,
            Table.Kind.of(row.kind()),
            row.description(),
            new Table.Writes(row.insertable(), row.updatable(), row.deletable()),
            columns(row.oid()),
            List.of()));
  }

  private Map<String, Column> columns(long relation) {
    Map<String, Column> byName = new LinkedHashMap<>();
    columnsByNumber
        .getOrDefault(relation, Map.of())
        .values()
        .forEach(c -> byName.put(c.name().text(), c));
    return java.util.Collections.unmodifiableMap(byName);
  }

  private ViewColumns viewColumns() {
    ViewColumns views = new ViewColumns();
    for (CatalogRows.ViewRow view : rows.views()) {
      ObjectName name = relationNames.get(view.oid());
      if (name != null) {
        ViewOrigins.of(view.query())
            .forEach((number, origin) -> {
              ObjectName base = relationNames.get(origin.relation());
              Identifier shown = column(view.oid(), number);
              Identifier column = column(origin.relation(), origin.column());
              if (base != null && shown != null && column != null) {
                views.add(name, shown, base, column);
              }
            });
      }
    }
    return views;
  }

  private @Nullable Identifier column(long relation, int number) {
    Column column = columnsByNumber.getOrDefault(relation, Map.of()).get(number);
    return column == null ? null : column.name();
  }

  private void addKeys(ViewColumns views) {
    for (ConstraintRow row : rows.constraints()) {
      ObjectName name = relationNames.get(row.relation());
      if (row.kind().equals("p") && name != null) {
        for (ViewColumns.Shown shown :
            views.showing(name, identifiers(row.relation(), row.columns())).reversed()) {
          tables.computeIfPresent(shown.relation(), (k, t) -> t.withKey(shown.columns()));
        }
      }
    }
  }

  private List<ForeignKey> foreignKeys() {
    Map<Long, Set<Set<Integer>>> unique = new HashMap<>();
    for (ConstraintRow row : rows.constraints()) {
      if (!row.kind().equals("f")) {
        unique.computeIfAbsent(row.relation(), k -> new HashSet<>()).add(Set.copyOf(row.columns()));
      }
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (ConstraintRow row : rows.constraints()) {
      ObjectName origin = relationNames.get(row.relation());
      ObjectName target = relationNames.get(row.target());
      if (row.kind().equals("f") && origin != null && target != null) {
        keys.add(
            new ForeignKey(
                names.of(row.name()),
                origin,
                target,
                identifiers(row.relation(), row.columns()),
                identifiers(row.target(), Objects.requireNonNull(row.targetColumns())),
                unique.getOrDefault(row.relation(), Set.of()).contains(Set.copyOf(row.columns()))));
      }
    }
    return keys;
  }

  private List<Identifier> identifiers(long relation, List<Integer> numbers) {
    return numbers.stream()
        .map(n -> Objects.requireNonNull(column(relation, n), "a key names a dropped column"))
        .toList();
  }

  private TypeNames types() {
    Map<String, String> byName = new HashMap<>();
    rows.types().forEach(t -> byName.put(t.name(), t.type()));
    return new TypeNames(byName);
  }

  private Map<String, Map<String, String>> roleSettings() {
    Map<String, Map<String, String>> byRole = new HashMap<>();
    rows.roles()
        .forEach(r ->
            byRole
                .computeIfAbsent(r.role(), k -> new LinkedHashMap<>())
                .put(r.setting(), r.value()));
    return Map.copyOf(byRole);
  }
}
