package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of account requests and words refusals in the version the client speaks. */
final class AuthAnswers {

  private static final String VERSION_HEADER = "X-Supabase-Api-Version";
  private static final String VERSION = "2024-01-01";
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AuthAnswers() {}

  /** The JSON object of a request's body; an empty body is an empty object. */
  static ObjectNode body(Request request) {
    if (request.body().length == 0) {
      return STRICT.createObjectNode();
    }
    try {
      JsonNode node = STRICT.readTree(request.body());
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // the same answer as for a body that is JSON but no object
    }
    throw AuthError.BAD_JSON.refuse();
  }

  /** A text member, or a refusal that names it. */
  static String text(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null || !value.isString() || value.stringValue().isEmpty()) {
      throw AuthError.VALIDATION_FAILED.refuse("\"%s\" must be a non-empty string".formatted(name));
    }
    return value.stringValue();
  }

  static ObjectNode nothing() {
    return STRICT.createObjectNode();
  }

  /** A text member, or null when it is not there. */
  static @Nullable String optional(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : text(body, name);
  }

  /** An object member, or an empty object. */
  static ObjectNode object(ObjectNode body, String name) {
    return body.get(name) instanceof ObjectNode object ? object : STRICT.createObjectNode();
  }

  static Response refusal(Request request, AuthError.Refused refused) {
    AuthError error = refused.error();
    boolean versioned = VERSION.equals(request.headers().first(VERSION_HEADER));
    ObjectNode body = STRICT.createObjectNode();
    if (versioned) {
      body.put("code", error.code()).put("message", refused.words());
    } else {
      body.put("code", error.status()).put("error_code", error.code()).put("msg", refused.words());
    }
    ObjectNode more = refused.more();
    if (more != null) {
      body.setAll(more);
    }
    Response response =
        Response.json(error.status(), body)
            .with("X-Sb-Error-Code", error.code())
            .with("Cache-Control", "no-store");
    if (refused.retryAfter() > 0) {
      response = response.with("Retry-After", String.valueOf(refused.retryAfter()));
    }
    return versioned ? response.with(VERSION_HEADER, VERSION) : response;
  }
}
