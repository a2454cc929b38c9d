package dev.connectedlenses.rest.schemacache;

/**
 * A name that the catalogs hold. Only the loader makes them, so whatever prints identifiers prints
 * names of the database and never a client's text.
 */
public final class Identifier {

  private final String text;

  Identifier(String text) {
    this.text = text;
  }

  /** The bare name. */
  public String text() {
    return text;
  }

  /** The name in double quotes, ready for a statement. */
  public String quoted() {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** The name as a string constant, ready for a statement. */
  public String literal() {
    String quotes = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quotes : " E" + quotes.replace("\\", "\\\\");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identifier id && id.text.equals(text);
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
