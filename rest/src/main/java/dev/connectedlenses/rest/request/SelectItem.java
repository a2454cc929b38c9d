package dev.connectedlenses.rest.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of {@code select}. */
public sealed interface SelectItem {

  /** All columns. */
  record Star() implements SelectItem {}

  /** A column or a value inside its JSON, perhaps cast and aggregated. */
  record Field(
      FieldPath path,
      @Nullable String alias,
      @Nullable String cast,
      @Nullable Aggregate aggregate,
      @Nullable String aggregateCast)
      implements SelectItem {

    /** The key under which it appears in the row. */
    public String outputName() {
      if (alias != null) {
        return alias;
      }
      return aggregate == null ? path.outputName() : aggregate.word();
    }
  }

  /** Rows of a related relation, nested under a key. */
  record Embed(@Nullable String alias, Related related, List<SelectItem> items)
      implements SelectItem {

    public Embed {
      items = List.copyOf(items);
    }

    /** The key under which it appears in the row. */
    public String outputName() {
      return alias != null ? alias : related.name();
    }
  }

  /** Columns of a related relation, lifted into the row. */
  record Spread(Related related, List<SelectItem> items) implements SelectItem {

    public Spread {
      items = List.copyOf(items);
    }
  }

  /** The name of a relation, a hint which relationship is meant, and the kind of join. */
  record Related(String name, @Nullable String hint, boolean inner) {}

  /** Functions over groups of rows. */
  enum Aggregate {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX;

    /** The word used in requests, which is also the default key. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
