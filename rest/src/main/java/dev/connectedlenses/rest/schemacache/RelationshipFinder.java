package dev.connectedlenses.rest.schemacache;

import dev.connectedlenses.rest.schemacache.Relationship.ByJunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByKey;
import dev.connectedlenses.rest.schemacache.Relationship.Cardinality;
import dev.connectedlenses.rest.schemacache.Relationship.Junction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Derives every relationship from foreign keys: forwards, backwards, through views, many-to-many.
 */
final class RelationshipFinder {

  private final Map<ObjectName, Table> tables;
  private final ViewColumns views;

  RelationshipFinder(Map<ObjectName, Table> tables, ViewColumns views) {
    this.tables = tables;
    this.views = views;
  }

  List<Relationship> find(List<ForeignKey> keys) {
    List<ByKey> forward = new ArrayList<>();
    for (ForeignKey key : keys) {
      forward.addAll(forward(key));
    }
    List<Relationship> all = new ArrayList<>(forward);
    for (ByKey r : forward) {
      all.add(backward(r));
    }
    all.addAll(junctions(forward));
    return all;
  }

  /** The key itself, and the same between every view that shows all of its columns. */
  private List<ByKey> forward(ForeignKey key) {
    List<ByKey> found = new ArrayList<>();
    for (ViewColumns.Shown from : views.showing(key.origin(), key.originColumns())) {
      for (ViewColumns.Shown to : views.showing(key.target(), key.targetColumns())) {
        List<ColumnPair> pairs = new ArrayList<>();
        for (int i = 0; i < from.columns().size(); i++) {
          pairs.add(new ColumnPair(from.columns().get(i), to.columns().get(i)));
        }
        found.add(
            new ByKey(
                from.relation(),
                to.relation(),
                key.name(),
                key.unique() ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE,
                List.copyOf(pairs),
                isView(to.relation())));
      }
    }
    return found;
  }

  private ByKey backward(ByKey r) {
    return new ByKey(
        r.target(),
        r.origin(),
        r.constraint(),
        r.cardinality() == Cardinality.ONE_TO_ONE
            ? Cardinality.ONE_TO_ONE
            : Cardinality.ONE_TO_MANY,
        r.columns().stream().map(ColumnPair::swapped).toList(),
        isView(r.origin()));
  }

  private List<ByJunction> junctions(List<ByKey> forward) {
    Map<ObjectName, List<ByKey>> byMiddle = new LinkedHashMap<>();
    for (ByKey r : forward) {
      if (r.cardinality() == Cardinality.MANY_TO_ONE) {
        byMiddle.computeIfAbsent(r.origin(), k -> new ArrayList<>()).add(r);
      }
    }
    List<ByJunction> found = new ArrayList<>();
    byMiddle.forEach((middle, keys) -> {
      for (ByKey one : keys) {
        for (ByKey other : keys) {
          if (!one.constraint().equals(other.constraint()) && inKey(middle, one, other)) {
            found.add(junction(middle, one, other));
          }
        }
      }
    });
    return found;
  }

  private ByJunction junction(ObjectName middle, ByKey one, ByKey other) {
    return new ByJunction(
        one.target(),
        other.target(),
        new Junction(
            middle,
            one.constraint(),
            other.constraint(),
            one.columns().stream().map(ColumnPair::swapped).toList(),
            other.columns().stream().map(ColumnPair::swapped).toList()),
        isView(other.target()));
  }

  private boolean inKey(ObjectName middle, ByKey one, ByKey other) {
    Set<Identifier> key = new HashSet<>(Objects.requireNonNull(tables.get(middle)).key());
    return one.columns().stream().allMatch(p -> key.contains(p.here()))
        && other.columns().stream().allMatch(p -> key.contains(p.here()));
  }

  private boolean isView(ObjectName name) {
    Table table = tables.get(name);
    return table != null && table.isView();
  }

  /** A foreign key between two tables; unique if its columns are also a key of the origin. */
  record ForeignKey(
      Identifier name,
      ObjectName origin,
      ObjectName target,
      List<Identifier> originColumns,
      List<Identifier> targetColumns,
      boolean unique) {}
}
