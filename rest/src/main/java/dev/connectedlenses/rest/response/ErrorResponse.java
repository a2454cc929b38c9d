package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.HttpSettings.Verbosity;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.rest.error.ApiError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one place where refusals become responses. */
public final class ErrorResponse {

  static final String JSON = "application/json; charset=utf-8";

  private ErrorResponse() {}

  /** The response of a refusal that tells everything. */
  public static RestResponse of(ApiError error) {
    return of(error, Verbosity.VERBOSE);
  }

  /** The response of a refusal. */
  public static RestResponse of(ApiError error, Verbosity verbosity) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", JSON));
    headers.add(new Header("Proxy-Status", "PostgREST; error=" + error.code()));
    headers.addAll(error.headers());
    return new RestResponse(error.status(), headers, body(error, verbosity), error.tooMuch());
  }

  static byte[] body(ApiError error, Verbosity verbosity) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("code", error.code());
    if (verbosity == Verbosity.MINIMAL) {
      body.put("message", error.message());
      return JsonMapper.shared().writeValueAsBytes(body);
    }
    JsonNode details = error.details();
    if (details == null) {
      body.putNull("details");
    } else {
      body.set("details", details);
    }
    body.put("hint", error.hint());
    body.put("message", error.message());
    return JsonMapper.shared().writeValueAsBytes(body);
  }
}
