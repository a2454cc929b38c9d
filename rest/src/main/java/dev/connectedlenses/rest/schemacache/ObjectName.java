package dev.connectedlenses.rest.schemacache;

/** The full name of a relation or function. */
public record ObjectName(Identifier schema, Identifier name) {

  /** Schema and name in double quotes. */
  public String quoted() {
    return schema.quoted() + "." + name.quoted();
  }

  /** The key under which the cache finds it. */
  public Key key() {
    return new Key(schema.text(), name.text());
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }

  /** Schema and name as a client may write them. */
  public record Key(String schema, String name) {}
}
