package dev.connectedlenses.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One recorded request and what PostgREST 14.17 answered, compared as its recorder compares. */
public record Exchange(String id, JsonNode request, JsonNode expected) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final List<String> COMPARED =
      List.of(
          "content-type",
          "content-range",
          "content-location",
          "content-profile",
          "location",
          "preference-applied",
          "allow",
          "www-authenticate",
          "proxy-status",
          "retry-after",
          "cache-control",
          "x-quota",
          "x-lens",
          "access-control-allow-origin",
          "access-control-allow-credentials",
          "access-control-allow-methods",
          "access-control-allow-headers",
          "access-control-max-age",
          "access-control-expose-headers");

  private static final String USER = "00000000-0000-4000-8000-00000000000";
  private static final Map<String, String> TOKENS = tokens();

  /** Every recorded exchange. */
  public static List<Exchange> all() {
    Map<String, JsonNode> expected = new HashMap<>();
    Fixture.resource("expected.jsonl")
        .lines()
        .map(MAPPER::readTree)
        .forEach(n -> expected.put(n.get("id").stringValue(), n));
    return Fixture.resource("requests.jsonl")
        .lines()
        .map(MAPPER::readTree)
        .map(n -> {
          String id = n.get("id").stringValue();
          JsonNode answer = expected.get(id);
          if (answer == null) {
            throw new IllegalStateException("no answer recorded for " + id);
          }
          return new Exchange(id, n, answer);
        })
        .toList();
  }

  private static Map<String, String> tokens() {
    Map<String, String> tokens = new HashMap<>();
    String far = "\"exp\":" + Tokens.FAR;
    String member = "{\"role\":\"authenticated\",";
    tokens.put(
        "auth1",
        Tokens.of(member + "\"sub\":\"" + USER + "1\",\"aud\":\"authenticated\"," + far + "}"));
    tokens.put(
        "auth2",
        Tokens.of(member + "\"sub\":\"" + USER + "2\",\"aud\":\"authenticated\"," + far + "}"));
    tokens.put("svc", Tokens.of("{\"role\":\"service_role\"," + far + "}"));
    tokens.put("expired", Tokens.of(member + "\"sub\":\"" + USER + "1\",\"exp\":1000}"));
    tokens.put(
        "badsig",
        Tokens.of(
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            member + far + "}",
            "another-secret-another-secret-another"));
    tokens.put("norole_in_db", Tokens.of("{\"role\":\"ghost\"," + far + "}"));
    tokens.put("noroleclaim", Tokens.of("{\"sub\":\"" + USER + "1\"," + far + "}"));
    tokens.put("nbf", Tokens.of(member + "\"nbf\":" + Tokens.FAR + "}"));
    tokens.put("iat", Tokens.of(member + "\"iat\":" + Tokens.FAR + "}"));
    tokens.put("expstr", Tokens.of(member + "\"exp\":\"x\"}"));
    String none =
        Tokens.of("{\"alg\":\"none\",\"typ\":\"JWT\"}", member + far + "}", "x".repeat(32));
    tokens.put("algnone", none.substring(0, none.lastIndexOf('.') + 1));
    return Map.copyOf(tokens);
  }

  /** The request as the data API gets it. */
  public RestRequest toRequest() {
    String target = request.get("path").stringValue();
    int question = target.indexOf('?');
    return new RestRequest(
        request.get("method").stringValue(),
        URLDecoder.decode(
            question < 0 ? target : target.substring(0, question), StandardCharsets.UTF_8),
        question < 0 ? null : target.substring(question + 1),
        headers(),
        body());
  }

  /** Its headers, with the token that its role stands for. */
  public Headers headers() {
    List<Headers.Header> headers = new ArrayList<>();
    request
        .get("headers")
        .properties()
        .forEach(e -> headers.add(new Headers.Header(e.getKey(), e.getValue().stringValue())));
    JsonNode role = request.get("role");
    if (role.isString() && !new Headers(headers).has("Authorization")) {
      headers.add(new Headers.Header("Authorization", "Bearer " + TOKENS.get(role.stringValue())));
    }
    return new Headers(headers);
  }

  /** Its body, empty if it has none. */
  public byte[] body() {
    JsonNode body = request.get("body");
    return body.isString() ? body.stringValue().getBytes(StandardCharsets.UTF_8) : new byte[0];
  }

  /** What differs, one line each; empty if nothing does. */
  public List<String> differences(RestResponse response) {
    List<String> soft = request.get("soft").valueStream().map(JsonNode::stringValue).toList();
    List<String> found = new ArrayList<>();
    if (response.status() != expected.get("status").intValue()) {
      found.add("status: got " + response.status() + ", want " + expected.get("status"));
    }
    for (String name : COMPARED) {
      boolean left = name.equals("www-authenticate") && soft.contains("details");
      String got = header(response, name);
      String want = expected.get("headers").path(name).asString(null);
      if (!left && !java.util.Objects.equals(got, want)) {
        found.add(name + ": got " + got + ", want " + want);
      }
    }
    if (!soft.contains("body") && !sameBody(response, soft)) {
      found.add(
          "body: got "
              + new String(response.body(), StandardCharsets.UTF_8)
              + "\n      want "
              + expected.get("body"));
    }
    return found;
  }

  private boolean sameBody(RestResponse response, List<String> soft) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    JsonNode want = expected.get("body");
    if (want.isString()) {
      return want.stringValue().equals(text);
    }
    try {
      JsonNode got = soften(MAPPER.readTree(text), soft);
      return got.equals(NUMBERS, soften(want.get("json"), soft));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static JsonNode soften(JsonNode node, List<String> soft) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      copy.remove(soft);
      return copy;
    }
    return node;
  }

  /** Numbers are the same if their values are: 0 and 0.0000. */
  private static final Comparator<JsonNode> NUMBERS =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private static @Nullable String header(RestResponse response, String name) {
    List<String> values = new Headers(response.headers()).every(name);
    return values.isEmpty() ? null : values.stream().collect(Collectors.joining(", "));
  }
}
