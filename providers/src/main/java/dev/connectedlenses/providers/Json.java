package dev.connectedlenses.providers;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this room reads it: what cannot be read is null, never an exception. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static @Nullable JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }
}
