package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.RequestLimits;
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
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Checks that a body is JSON and which keys its objects have, without building a tree. */
final class JsonBody {

  private JsonBody() {}

  /** What reads JSON within these limits. */
  static JsonFactory factory(RequestLimits.Json limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxNumberLength(limits.digits())
                .maxStringLength(Integer.MAX_VALUE)
                .maxTokenCount(limits.tokens())
                .build())
        .build();
  }

  /** What stands at the top, and the keys of the objects. */
  record Outline(Shape shape, List<String> keys) {}

  /**
   * Reads the outline of a body.
   *
   * @param uniform whether all objects of a list must have the same keys
   */
  static Outline read(JsonFactory factory, String text, boolean uniform) {
    try (JsonParser in = factory.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw invalid();
      }
      Outline outline =
          switch (first) {
            case START_OBJECT -> new Outline(Shape.OBJECT, List.copyOf(keys(in)));
            case START_ARRAY -> elements(in, uniform);
            default -> {
              skip(in);
              yield new Outline(Shape.SCALAR, List.of());
            }
          };
      if (in.nextToken() != null) {
        throw invalid();
      }
      return outline;
    } catch (StreamConstraintsException e) {
      throw tooMuch();
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
        skip(in);
        allow(!uniform);
      }
    }
    return new Outline(
        none ? Shape.EMPTY_ARRAY : Shape.ARRAY, keys == null ? List.of() : List.copyOf(keys));
  }

  private static Set<String> same(@Nullable Set<String> keys, Set<String> next, boolean uniform) {
    allow(keys == null || !uniform || keys.equals(next));
    return keys == null ? next : keys;
  }

  private static void allow(boolean alike) {
    if (!alike) {
      throw different();
    }
  }

  /** The members of the object whose start was just read. */
  private static Set<String> keys(JsonParser in) {
    Set<String> keys = new LinkedHashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      keys.add(in.currentName());
      in.nextToken();
      skip(in);
    }
    return keys;
  }

  /**
   * Goes to the end of a value; the parser itself looks at the length of numbers it is asked for.
   */
  private static void skip(JsonParser in) {
    int depth = 0;
    while (true) {
      JsonToken token = in.currentToken();
      if (token == null) {
        throw invalid();
      }
      if (token.isNumeric()
          && in.getStringLength() > in.streamReadConstraints().getMaxNumberLength()) {
        throw tooMuch();
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
      in.nextToken();
    }
  }

  static RestException invalid() {
    return ApiError.of(Code.PGRST102, "Empty or invalid json").asException();
  }

  static RestException tooMuch() {
    return ApiError.of(Code.PGRST102, "The JSON of the body is too deep, too long or too many")
        .hint("Send fewer rows, shorter numbers or less nesting")
        .overLimit()
        .asException();
  }

  private static RestException different() {
    return ApiError.of(Code.PGRST102, "All object keys must match").asException();
  }
}
