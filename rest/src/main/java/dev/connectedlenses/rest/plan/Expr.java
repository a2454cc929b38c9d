package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.ComputedColumn;
import dev.connectedlenses.rest.schemacache.Representation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a row: a column or computed column, a way into its JSON, a cast.
 *
 * @param steps keys and indexes into JSON, empty for the column itself
 */
public record Expr(Base base, List<JsonStep> steps, @Nullable CatalogSql cast) {

  public Expr {
    steps = List.copyOf(steps);
  }

  /** Where a value starts. */
  public sealed interface Base {
    /** A column of the row. */
    record Of(Column column) implements Base {}

    /** A function of the row. */
    record Computed(ComputedColumn column) implements Base {}
  }

  /** A column as it is. */
  public static Expr of(Column column) {
    return new Expr(new Base.Of(column), List.of(), null);
  }

  /** The same, cast. */
  public Expr as(@Nullable CatalogSql type) {
    return new Expr(base, steps, type);
  }

  /** The type of a value it is compared with. */
  public CatalogSql type() {
    CatalogSql type =
        switch (base) {
          case Base.Of of -> of.column().baseType();
          case Base.Computed computed -> computed.column().type();
        };
    if (steps.isEmpty()) {
      return type;
    }
    if (steps.getLast().asText()) {
      return CatalogSql.TEXT;
    }
    return type.equals(CatalogSql.JSON) ? CatalogSql.JSON : CatalogSql.JSONB;
  }

  /** How its values are shown and read; a way into JSON or a cast has none of its own. */
  public Representation representation() {
    boolean bare = steps.isEmpty() && cast == null;
    return bare && base instanceof Base.Of of ? of.column().representation() : Representation.USUAL;
  }

  /** Whether the column holds JSON, so that steps need no conversion. */
  public boolean isJson() {
    return base instanceof Base.Of of && of.column().isJson();
  }

  /** Whether it can be searched without conversion. */
  public boolean isTsvector() {
    return steps.isEmpty() && base instanceof Base.Of of && of.column().isTsvector();
  }
}
