package dev.connectedlenses.rest.error;

import dev.connectedlenses.rest.Headers.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a refused request is told: status, code, message, details, hint and extra headers.
 *
 * @param remedy what to do, told as the hint where there is none and PostgREST's silence is not
 *     wanted
 * @param tooMuch whether the request went over a limit of the server, which no honest client does
 *     again and again
 */
public record ApiError(
    int status,
    String code,
    @Nullable String message,
    @Nullable JsonNode details,
    @Nullable String hint,
    List<Header> headers,
    @Nullable String remedy,
    boolean tooMuch) {

  public ApiError {
    headers = List.copyOf(headers);
  }

  /** An error of the catalogue without details. */
  public static ApiError of(Code code, String message) {
    return new ApiError(code.status(), code.name(), message, null, null, List.of(), null, false);
  }

  /** The same with details in words. */
  public ApiError details(@Nullable String text) {
    return details(text == null ? null : StringNode.valueOf(text));
  }

  /** The same with structured details. */
  public ApiError details(@Nullable JsonNode json) {
    return new ApiError(status, code, message, json, hint, headers, remedy, tooMuch);
  }

  /** The same with a hint. */
  public ApiError hint(@Nullable String text) {
    return new ApiError(status, code, message, details, text, headers, remedy, tooMuch);
  }

  /** The same with one more response header. */
  public ApiError header(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new ApiError(status, code, message, details, hint, more, remedy, tooMuch);
  }

  /** The same with a remedy that PostgREST would not name. */
  public ApiError remedy(@Nullable String text) {
    return new ApiError(status, code, message, details, hint, headers, text, tooMuch);
  }

  /** The same, for a request that went over a limit of the server. */
  public ApiError overLimit() {
    return new ApiError(status, code, message, details, hint, headers, remedy, true);
  }

  /** An error with a status, code and message of its own. */
  public static ApiError of(int status, String code, @Nullable String message) {
    return new ApiError(status, code, message, null, null, List.of(), null, false);
  }

  /** As an exception, to leave the chain of stages with. */
  public RestException asException() {
    return new RestException(this);
  }
}
