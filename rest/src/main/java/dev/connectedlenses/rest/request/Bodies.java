package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies by their content type.
 *
 * @param json what reads JSON within the limits
 * @param call whether a function is called, which may take a body as it is
 * @param uniform whether all objects of a list must have the same keys
 * @param values takes the values of the body
 */
record Bodies(JsonFactory json, boolean call, boolean uniform, Values values) {

  private static final Set<String> RAW =
      Set.of("text/plain", "text/xml", "application/octet-stream");

  Payload read(String contentType, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String rows = json(contentType, text);
    if (rows == null) {
      return new Payload.Raw(values.add(text));
    }
    JsonBody.Outline outline = JsonBody.read(json, rows, uniform);
    Place whole = values.add(rows);
    List<JsonMembers.Member> members = call ? JsonMembers.read(json, rows, values) : List.of();
    return new Payload.Json(whole, outline.shape(), outline.keys(), members);
  }

  /** The body as JSON, null if a function may take it as it is. */
  private @Nullable String json(String contentType, String text) {
    return switch (contentType) {
      case "application/json",
          "application/vnd.pgrst.object+json",
          "application/vnd.pgrst.array+json" ->
          call && text.isBlank() ? "{}" : text;
      case "text/csv" -> CsvBody.toJson(text);
      case "application/x-www-form-urlencoded" -> form(text);
      default -> raw(contentType);
    };
  }

  /** A call takes some kinds as they are; there is no JSON then. */
  private @Nullable String raw(String contentType) {
    if (!call || !RAW.contains(contentType)) {
      throw ApiError.of(Code.PGRST102, "Content-Type not acceptable: " + contentType).asException();
    }
    return null;
  }

  private static String form(String text) {
    ObjectNode object = JsonMapper.shared().createObjectNode();
    RawQuery.parse(text).pairs().forEach(p -> object.put(p.name(), p.value()));
    return object.toString();
  }
}
