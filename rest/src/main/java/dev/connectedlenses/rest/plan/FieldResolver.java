package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.plan.Expr.Base;
import dev.connectedlenses.rest.request.FieldPath;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.ComputedColumn;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import org.jspecify.annotations.Nullable;

/** Finds the column or computed column a client names. */
final class FieldResolver {

  private final SchemaCache cache;

  FieldResolver(SchemaCache cache) {
    this.cache = cache;
  }

  Expr resolve(Source source, FieldPath path) {
    Expr found = find(source, path);
    if (found == null) {
      throw PlanErrors.undefinedColumn(
          source.label(), path.column(), Similar.columns(path.column(), source.columns().keySet()));
    }
    return found;
  }

  @Nullable Expr find(Source source, FieldPath path) {
    Column column = source.columns().get(path.column());
    if (column != null) {
      return new Expr(new Base.Of(column), path.steps(), null);
    }
    ObjectName.Key relation = source.relation();
    ComputedColumn computed =
        relation == null ? null : cache.computedColumn(relation, path.column());
    return computed == null ? null : new Expr(new Base.Computed(computed), path.steps(), null);
  }

  @Nullable CatalogSql type(@Nullable String name) {
    if (name == null) {
      return null;
    }
    CatalogSql type = cache.types().find(name);
    if (type == null) {
      throw PlanErrors.undefinedType(name);
    }
    return type;
  }

  Output.Key key(String text) {
    var identifier = cache.identifier(text);
    return identifier == null ? new Output.Key.Given(text) : new Output.Key.Known(identifier);
  }
}
