package dev.connectedlenses.rest;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.request.RawQuery;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Does the server's part of calls before the database is asked. */
record ServerPart(ServerFunctions functions) {
  private static final String CALL = "/rpc/";

  /** A call after the server's part: to be sent on, or answered already. */
  record Done(RestRequest request, @Nullable RestResponse answer) {}

  /** Whether the server has a part in this request. */
  boolean takesPart(RestRequest raw) {
    return functions.names().contains(name(raw)) && !raw.method().equals("OPTIONS");
  }

  private static String name(RestRequest raw) {
    return raw.path().startsWith(CALL) ? raw.path().substring(CALL.length()) : "";
  }

  Done apply(RestRequest raw, Identity caller) {
    if (!takesPart(raw)) {
      return new Done(raw, null);
    }
    String name = name(raw);
    boolean post = raw.method().equals("POST");
    ObjectNode arguments = post ? body(raw) : query(raw);
    if (arguments == null) {
      return new Done(raw, null);
    }
    boolean forged = arguments.remove(ServerFunctions.COMPUTED) != null;
    return switch (functions.part(name, caller, arguments.deepCopy())) {
      case ServerFunctions.Part.Answer(JsonNode value) -> new Done(raw, json(value));
      // as it came: written anew, numbers beyond a double's would be others
      case ServerFunctions.Part.Computed(NullNode _) ->
          new Done(forged ? with(raw, arguments, null) : raw, null);
      case ServerFunctions.Part.Computed(JsonNode value) ->
          new Done(with(raw, arguments, value), null);
    };
  }

  /** Tells the server of a change that the caller's rights did not allow. */
  void tell(Identity caller, RestRequest request, ApiError error) {
    boolean changes = !request.method().equals("GET") && !request.method().equals("HEAD");
    if (changes && caller.userId() != null && error.code().equals("42501")) {
      functions.refused(caller, request, error);
    }
  }

  /** A body that is no object is the database's to refuse. */
  private static @Nullable ObjectNode body(RestRequest raw) {
    try {
      JsonNode body = JsonMapper.shared().readTree(raw.body());
      return body instanceof ObjectNode object
          ? object
          : body.isMissingNode() ? JsonMapper.shared().createObjectNode() : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static ObjectNode query(RestRequest raw) {
    ObjectNode arguments = JsonMapper.shared().createObjectNode();
    RawQuery.parse(raw.rawQuery()).pairs().forEach(p -> arguments.put(p.name(), p.value()));
    return arguments;
  }

  private static RestRequest with(
      RestRequest raw, ObjectNode arguments, @Nullable JsonNode computed) {
    if (raw.method().equals("POST")) {
      byte[] body = body(arguments, computed);
      return new RestRequest(
          raw.method(), raw.path(), raw.rawQuery(), raw.headers(), body, raw.client());
    }
    String query =
        RawQuery.parse(raw.rawQuery()).pairs().stream()
            .filter(pair -> !pair.name().equals(ServerFunctions.COMPUTED))
            .map(pair -> pair(pair.name(), pair.value()))
            .collect(Collectors.joining("&"));
    String more = computed == null ? "" : "&" + pair(ServerFunctions.COMPUTED, computed.toString());
    return new RestRequest(
        raw.method(), raw.path(), query + more, raw.headers(), raw.body(), raw.client());
  }

  private static byte[] body(ObjectNode arguments, @Nullable JsonNode computed) {
    ObjectNode body = arguments.deepCopy();
    if (computed != null) {
      body.set(ServerFunctions.COMPUTED, computed);
    }
    return JsonMapper.shared().writeValueAsBytes(body);
  }

  private static String pair(String name, String value) {
    return RawQuery.encode(name) + "=" + RawQuery.encode(value);
  }

  private static RestResponse json(JsonNode value) {
    return new RestResponse(
        200,
        Headers.of("Content-Type", "application/json; charset=utf-8").all(),
        JsonMapper.shared().writeValueAsBytes(value));
  }
}
