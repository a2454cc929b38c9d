package dev.connectedlenses.rest.schemacache;

import java.util.HashMap;
import java.util.Map;

/** The identifiers met while reading the catalogs, one object for each text. */
final class Names {

  private final Map<String, Identifier> byText = new HashMap<>();

  Identifier of(String text) {
    return byText.computeIfAbsent(text, Identifier::new);
  }

  Map<String, Identifier> all() {
    return Map.copyOf(byText);
  }
}
