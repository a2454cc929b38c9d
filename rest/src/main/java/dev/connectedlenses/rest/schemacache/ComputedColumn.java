package dev.connectedlenses.rest.schemacache;

/** A function of a row that may be asked for like a column. */
public record ComputedColumn(ObjectName function, CatalogSql type) {}
