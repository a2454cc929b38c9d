package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.schemacache.ColumnPair;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.schemacache.Relationship;
import dev.connectedlenses.rest.schemacache.Relationship.ByFunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByJunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByKey;
import dev.connectedlenses.rest.schemacache.Relationship.Cardinality;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks the one relationship a client means by a relation, constraint or column name and a hint.
 */
final class RelationshipChooser {

  private final SchemaCache cache;
  private final List<String> schemas;

  /**
   * A chooser.
   *
   * @param schemas where related relations may be: the selected schema, or all exposed ones
   */
  RelationshipChooser(SchemaCache cache, List<String> schemas) {
    this.cache = cache;
    this.schemas = schemas;
  }

  Relationship choose(Source origin, Related related) {
    ObjectName.Key from = origin.relation();
    List<Relationship> all = from == null ? List.of() : cache.relationships().from(from);
    List<Relationship> reachable =
        all.stream().filter(r -> schemas.contains(r.target().schema().text())).toList();
    List<Relationship> fitting = reachable.stream().filter(r -> fits(r, related)).toList();
    return switch (fitting.size()) {
      case 0 -> throw RelationshipErrors.none(origin, related, schemas.getFirst(), reachable);
      case 1 -> fitting.getFirst();
      default -> throw RelationshipErrors.ambiguous(origin, related, fitting);
    };
  }

  private static boolean fits(Relationship relationship, Related related) {
    String name = related.name();
    String hint = related.hint();
    return switch (relationship) {
      case ByFunction f -> f.function().name().text().equals(name);
      case ByKey k when k.isSelf() -> fitsSelf(k, name, hint);
      case ByKey k when hint == null ->
          named(k.target(), name)
              || (!k.targetIsView()
                  && (k.constraint().text().equals(name) || singleColumn(k, true, name)));
      case ByKey k ->
          named(k.target(), name)
              && (k.constraint().text().equals(hint)
                  || singleColumn(k, true, hint)
                  || singleColumn(k, false, hint));
      case ByJunction j ->
          named(j.target(), name)
              && (hint == null || j.junction().table().name().text().equals(hint));
    };
  }

  /** A key to its own table: the table's name means the children, the column the parent. */
  private static boolean fitsSelf(ByKey k, String name, @Nullable String hint) {
    boolean toParent = k.cardinality() == Cardinality.MANY_TO_ONE;
    boolean toChildren = k.cardinality() == Cardinality.ONE_TO_MANY;
    if (hint == null) {
      return (named(k.target(), name) && toChildren) || (toParent && singleColumn(k, true, name));
    }
    return (toParent && singleColumn(k, true, hint))
        || (toChildren && singleColumn(k, false, hint));
  }

  private static boolean named(ObjectName table, String name) {
    return table.name().text().equals(name);
  }

  private static boolean singleColumn(ByKey k, boolean here, String column) {
    if (k.columns().size() != 1) {
      return false;
    }
    ColumnPair pair = k.columns().getFirst();
    return (here ? pair.here() : pair.there()).text().equals(column);
  }
}
