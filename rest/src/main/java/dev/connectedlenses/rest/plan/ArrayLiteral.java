package dev.connectedlenses.rest.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Lists of texts in PostgreSQL's array notation, for binding as one value. */
public final class ArrayLiteral {

  private ArrayLiteral() {}

  /** Every element quoted, so that none of them means null or nests. */
  public static String of(List<String> elements) {
    return elements.stream()
        .map(e -> "\"" + e.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
