package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.Payload.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Checks that a body is JSON and which keys its objects have, without building a tree. */
final class JsonBody {

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(1000).build())
          .build();

  private JsonBody() {}

  /** What stands at the top, and the keys of the objects. */
  record Outline(Shape shape, List<String> keys) {}

  /**
   * Reads the outline of a body.
   *
   * @param uniform whether all objects of a list must have the same keys
   */
  static Outline read(String text, boolean uniform) {
    try (JsonParser in = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw invalid();
      }
      Outline outline =
          switch (first) {
            case START_OBJECT -> new Outline(Shape.OBJECT, List.copyOf(keys(in)));
            case START_ARRAY -> elements(in, uniform);
            default -> new Outline(Shape.SCALAR, List.of());
          };
      if (in.nextToken() != null) {
        throw invalid();
      }
      return outline;
    } catch (JacksonException e) {
      throw invalid();
    }
  }

  private static Outline elements(JsonParser in, boolean uniform) {
    Set<String> keys = null;
    boolean none = true;
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      none = false;
      if (t == JsonToken.START_OBJECT) {
        keys = same(keys, keys(in), uniform);
      } else {
        in.skipChildren();
        if (uniform) {
          throw different();
        }
      }
    }
    return new Outline(
        none ? Shape.EMPTY_ARRAY : Shape.ARRAY, keys == null ? List.of() : List.copyOf(keys));
  }

  private static Set<String> same(@Nullable Set<String> keys, Set<String> next, boolean uniform) {
    if (keys != null && uniform && !keys.equals(next)) {
      throw different();
    }
    return keys == null ? next : keys;
  }

  /** The members of the object whose start was just read. */
  private static Set<String> keys(JsonParser in) {
    Set<String> keys = new LinkedHashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      keys.add(in.currentName());
      in.nextToken();
      in.skipChildren();
    }
    return keys;
  }

  static RestException invalid() {
    return ApiError.of(Code.PGRST102, "Empty or invalid json").asException();
  }

  private static RestException different() {
    return ApiError.of(Code.PGRST102, "All object keys must match").asException();
  }
}
