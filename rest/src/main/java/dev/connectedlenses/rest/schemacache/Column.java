package dev.connectedlenses.rest.schemacache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a relation or of a composite result.
 *
 * @param type its declared type
 * @param baseType the type below any domain
 * @param category PostgreSQL's category letter of the base type (A for arrays, C for composites)
 * @param defaultValue the expression used when an insert leaves it out, null if none
 */
public record Column(
    Identifier name,
    CatalogSql type,
    CatalogSql baseType,
    String category,
    boolean required,
    @Nullable CatalogSql defaultValue,
    boolean generated,
    @Nullable Integer maxLength,
    @Nullable String description,
    List<String> labels,
    Representation representation) {

  /** Whether JSON operators work on it directly. */
  public boolean isJson() {
    return baseType.text().equals("json") || baseType.text().equals("jsonb");
  }

  /** Whether full-text search works on it directly. */
  public boolean isTsvector() {
    return baseType.text().equals("tsvector");
  }

  /** A column of which only name and type are known. */
  static Column plain(Identifier name, CatalogSql type) {
    return new Column(
        name, type, type, "X", false, null, false, null, null, List.of(), Representation.USUAL);
  }
}
