package dev.connectedlenses.rest.schemacache;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function a client may call. */
public record Routine(
    long oid,
    ObjectName name,
    @Nullable String description,
    List<Parameter> parameters,
    Returns returns,
    Volatility volatility,
    Map<String, String> settings) {

  /** An argument: named unless it is the only one; typed; perhaps with a default or variadic. */
  public record Parameter(
      Identifier name, CatalogSql type, boolean required, boolean variadic, boolean array) {

    /** Whether it is passed by position because it has no name. */
    public boolean unnamed() {
      return name.text().isEmpty();
    }
  }

  /** Whether calls may write. */
  public enum Volatility {
    IMMUTABLE,
    STABLE,
    VOLATILE
  }

  /**
   * What comes back.
   *
   * @param set whether it is any number of rows
   * @param columns the columns of a row result, null for a scalar
   * @param table the relation whose row type it is, null if none
   * @param media the media type its type is named like, null if none
   */
  public record Returns(
      CatalogSql type,
      boolean set,
      boolean nothing,
      @Nullable Map<String, Column> columns,
      ObjectName.@Nullable Key table,
      @Nullable String media) {

    /** Whether the result is a plain value or a set of them. */
    public boolean scalar() {
      return columns == null;
    }
  }

  /** Whether the last parameter takes any number of values. */
  public boolean isVariadic() {
    return !parameters.isEmpty() && parameters.getLast().variadic();
  }
}
