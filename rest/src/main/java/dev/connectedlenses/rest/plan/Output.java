package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.SelectItem.Aggregate;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Identifier;
import org.jspecify.annotations.Nullable;

/** One member of a result row: its key and its value. */
public record Output(Key key, Value value) {

  /** The key of a member. */
  public sealed interface Key {
    /** The key as text. */
    String text();

    /** A name the catalogs hold, which may stand in a statement. */
    record Known(Identifier identifier) implements Key {
      @Override
      public String text() {
        return identifier.text();
      }
    }

    /** A name only the client knows, which travels as a value. */
    record Given(String text) implements Key {}
  }

  /** The value of a member. */
  public sealed interface Value {
    /** A value of the row. */
    record Plain(Expr expr) implements Value {}

    /** An aggregate over the rows; without an expression it counts them. */
    record Grouped(
        Aggregate aggregate, @Nullable Expr expr, @Nullable CatalogSql cast, @Nullable Lift lift)
        implements Value {}

    /** The JSON of an embedded relation. */
    record Nested(Join join) implements Value {}

    /** True for every row that is there. */
    record Present() implements Value {}

    /** A column of a spread relation. */
    record Lifted(Lift lift) implements Value {}
  }

  /** The column that a spread relation exports under this number. */
  public record Lift(Join join, int column) {}

  /** Whether it is an aggregate. */
  public boolean grouped() {
    return value instanceof Value.Grouped;
  }
}
