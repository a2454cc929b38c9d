package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Several requests in one body, and their answers in one: {@code [{"method", "path", "headers",
 * "body"}]} becomes {@code [{"status", "headers", "body"}]}.
 */
final class Batch {

  static final int MOST = 50;

  private static final String PREFIX = "/rest/v1/";
  private static final Set<String> OWN =
      Set.of(
          "content-type",
          "content-length",
          "prefer",
          "accept",
          "range",
          "if-match",
          "if-none-match");

  /** Numbers go on to the database as they were written. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Batch() {}

  /** The requests of a batch, or a refusal. */
  static List<RestRequest> read(RestRequest outer) {
    List<RestRequest> requests = new ArrayList<>();
    for (JsonNode part : parts(json(outer.body()))) {
      requests.add(request(outer, part, requests.size()));
    }
    return requests;
  }

  private static JsonNode parts(@Nullable JsonNode batch) {
    if (batch == null || !batch.isArray() || batch.isEmpty()) {
      throw refused(
          "A batch is a list of requests", "Send [{\"method\":\"GET\",\"path\":\"/…\"}].");
    }
    if (batch.size() > MOST) {
      throw ApiError.of(
              Code.PGRST102,
              "A batch has at most %d requests, this one has %d".formatted(MOST, batch.size()))
          .hint("Send several batches.")
          .overLimit()
          .asException();
    }
    return batch;
  }

  private static @Nullable JsonNode json(byte[] body) {
    try {
      return EXACT.readTree(body);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static RestRequest request(RestRequest outer, JsonNode part, int number) {
    String target = part.path("path").asString("");
    String method = part.path("method").asString("").toUpperCase(Locale.ROOT);
    if (target.isEmpty() || method.isEmpty()) {
      throw refused(
          "Request %d of the batch has no method or no path".formatted(number),
          "Every request needs \"method\" and \"path\".");
    }
    if (target.startsWith(PREFIX)) {
      target = target.substring(PREFIX.length() - 1);
    }
    int question = target.indexOf('?');
    return new RestRequest(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? null : target.substring(question + 1),
        headers(outer.headers(), part.path("headers"), number),
        body(part.get("body")),
        outer.client());
  }

  /** Who asks is said once, for all; how to answer is said by each. */
  private static Headers headers(Headers outer, JsonNode own, int number) {
    List<Header> headers = new ArrayList<>();
    for (Header h : outer.all()) {
      if (!OWN.contains(Headers.lower(h)) && !own.has(h.name())) {
        headers.add(h);
      }
    }
    own.properties().forEach(e -> headers.add(header(e.getKey(), e.getValue(), number)));
    return new Headers(headers);
  }

  private static Header header(String name, JsonNode value, int number) {
    if (name.equalsIgnoreCase("authorization") || !value.isString()) {
      throw refused(
          "Header '%s' of request %d cannot be set in a batch".formatted(name, number),
          "Headers of a part are texts; the whole batch has one identity.");
    }
    return new Header(name, value.stringValue());
  }

  private static byte[] body(@Nullable JsonNode body) {
    if (body == null || body.isNull()) {
      return new byte[0];
    }
    String text = body.isString() ? body.stringValue() : body.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RuntimeException refused(String message, String hint) {
    return ApiError.of(Code.PGRST102, message).hint(hint).asException();
  }

  /** The answers as one list; JSON that the database made goes in as it is. */
  static RestResponse write(List<RestResponse> answers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    char before = '[';
    for (RestResponse answer : answers) {
      out.write(before);
      write(answer, out);
      before = ',';
    }
    out.write(']');
    return new RestResponse(
        200,
        Headers.of("Content-Type", "application/json; charset=utf-8").all(),
        out.toByteArray());
  }

  private static void write(RestResponse answer, ByteArrayOutputStream out) {
    text(out, "{\"status\":" + answer.status() + ",\"headers\":" + headers(answer) + ",\"body\":");
    out.writeBytes(body(answer));
    out.write('}');
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String headers(RestResponse answer) {
    var headers = JsonMapper.shared().createObjectNode();
    answer.headers().forEach(h -> headers.put(h.name(), h.value()));
    return headers.toString();
  }

  private static byte[] body(RestResponse answer) {
    if (answer.body().length == 0) {
      return "null".getBytes(StandardCharsets.UTF_8);
    }
    String type = answer.header("Content-Type");
    return type != null && type.contains("json")
        ? answer.body()
        : JsonMapper.shared().writeValueAsBytes(new String(answer.body(), StandardCharsets.UTF_8));
  }

  /** The answer of a batch that was given up, which tells where. */
  static RestResponse failed(RestResponse answer, int number) {
    return answer.with("Batch-Failed-At", Integer.toString(number));
  }
}
