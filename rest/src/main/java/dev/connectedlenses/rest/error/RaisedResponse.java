package dev.connectedlenses.rest.error;

import dev.connectedlenses.rest.Headers.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A function that raises SQLSTATE PGRST decides the whole answer: JSON with code, message, details
 * and hint as message, JSON with status and headers as detail.
 */
final class RaisedResponse {

  private RaisedResponse() {}

  static ApiError parse(SqlStates.Raised raised) {
    JsonNode message = json(raised.message());
    if (message == null
        || !message.path("code").isString()
        || !message.path("message").isString()) {
      return invalid("Invalid JSON value for MESSAGE: '" + raised.message() + "'")
          .hint(
              "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional"
                  + " keys: 'details', 'hint'.");
    }
    JsonNode detail = raised.detail() == null ? null : json(raised.detail());
    if (detail == null || !detail.path("status").isInt() || !detail.path("headers").isObject()) {
      return invalid("Invalid JSON value for DETAIL: '" + raised.detail() + "'")
          .hint(
              "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional"
                  + " key: 'status_text'.");
    }
    List<Header> headers = new ArrayList<>();
    detail
        .path("headers")
        .properties()
        .forEach(e -> headers.add(new Header(e.getKey(), e.getValue().asString(""))));
    return new ApiError(
        detail.path("status").intValue(),
        message.path("code").stringValue(),
        message.path("message").stringValue(),
        message.hasNonNull("details") ? message.get("details") : null,
        message.hasNonNull("hint") ? message.get("hint").asString("") : null,
        headers,
        null,
        false);
  }

  private static ApiError invalid(String details) {
    return ApiError.of(
            Code.PGRST121, "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error")
        .details(details);
  }

  private static @Nullable JsonNode json(String text) {
    try {
      JsonNode node = JsonMapper.shared().readTree(text);
      return node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
