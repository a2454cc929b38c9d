package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns an HTTP error body, of the data API or of the accounts, into a {@link CliError}. */
final class Refusal {
  private Refusal() {}

  static CliError of(int status, String body, @Nullable String requestId) {
    JsonNode json = parse(body);
    String code = first(json, List.of("error_code", "code"), "http_" + status);
    String message =
        first(json, List.of("message", "msg", "error"), "the server answered " + status);
    String hint = first(json, List.of("hint"), "");
    if (hint.isEmpty() && status == 401) {
      hint = "run: clens login";
    }
    return new CliError(exit(status), code, message, hint.isEmpty() ? null : hint, requestId);
  }

  private static Exit exit(int status) {
    return switch (status) {
      case 401 -> Exit.NOT_SIGNED_IN;
      case 403, 404 -> Exit.NOT_FOUND;
      case 409, 412 -> Exit.CONFLICT;
      case 429 -> Exit.LIMITED;
      case 408, 504 -> Exit.TIMEOUT;
      default -> Exit.ERROR;
    };
  }

  private static JsonNode parse(String body) {
    try {
      return body.isBlank()
          ? JsonMapper.shared().createObjectNode()
          : JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  private static String first(JsonNode json, List<String> fields, String otherwise) {
    return fields.stream()
        .map(json::path)
        .filter(JsonNode::isValueNode)
        .filter(value -> !value.isNull())
        .map(JsonNode::asString)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(otherwise);
  }
}
