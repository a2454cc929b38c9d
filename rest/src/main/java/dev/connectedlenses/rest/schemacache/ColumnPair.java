package dev.connectedlenses.rest.schemacache;

/** Two columns that a relationship holds equal: one here, one there. */
public record ColumnPair(Identifier here, Identifier there) {

  ColumnPair swapped() {
    return new ColumnPair(there, here);
  }
}
