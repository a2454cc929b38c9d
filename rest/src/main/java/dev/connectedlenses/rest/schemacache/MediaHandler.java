package dev.connectedlenses.rest.schemacache;

import org.jspecify.annotations.Nullable;

/** What the database can make a media type with. */
public sealed interface MediaHandler {

  /** The type it makes, {@code *}{@code /*} for any. */
  String media();

  /** Whether it can take rows of this relation, null for rows of none. */
  boolean takes(ObjectName.@Nullable Key relation);

  /** An aggregate over rows; without a relation over any. */
  record ByAggregate(String media, ObjectName function, @Nullable ObjectName relation)
      implements MediaHandler {
    @Override
    public boolean takes(ObjectName.@Nullable Key of) {
      return relation == null || relation.key().equals(of);
    }
  }

  /** PostGIS's function that makes a feature of a row. */
  record ByFeature(ObjectName function) implements MediaHandler {
    @Override
    public String media() {
      return "application/geo+json";
    }

    @Override
    public boolean takes(ObjectName.@Nullable Key of) {
      return true;
    }
  }

  /** The plain result of a function, which is the document already. */
  record OwnResult(String media) implements MediaHandler {
    @Override
    public boolean takes(ObjectName.@Nullable Key of) {
      return true;
    }
  }
}
