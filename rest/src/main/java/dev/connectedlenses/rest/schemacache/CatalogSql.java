package dev.connectedlenses.rest.schemacache;

/** SQL text that the catalogs hold: the name of a type, a default expression. */
public final class CatalogSql {

  /** The type text. */
  public static final CatalogSql TEXT = new CatalogSql("text");

  /** The type json. */
  public static final CatalogSql JSON = new CatalogSql("json");

  /** The type jsonb. */
  public static final CatalogSql JSONB = new CatalogSql("jsonb");

  private final String text;

  CatalogSql(String text) {
    this.text = text;
  }

  /** The text, ready for a statement. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogSql sql && sql.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
