package dev.connectedlenses.outbound;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request to the outside. Framing headers are ours to set, and headers that carry credentials
 * are refused: those travel as {@link Credential}.
 */
public record OutboundRequest(
    HttpMethod method,
    String url,
    Map<String, String> headers,
    @Nullable String body,
    @Nullable Credential credential,
    OutboundLimits limits) {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]{0,4096}");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "keep-alive",
          "accept-encoding",
          "proxy-connection",
          "http2-settings");
  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "x-auth-token");

  public OutboundRequest {
    headers = Map.copyOf(checked(headers));
    if (body != null && method.safe()) {
      throw new IllegalArgumentException(method + " has no body; use POST");
    }
  }

  public static OutboundRequest get(String url, OutboundLimits limits) {
    return new OutboundRequest(HttpMethod.GET, url, Map.of(), null, null, limits);
  }

  public static OutboundRequest postJson(String url, String json, OutboundLimits limits) {
    Map<String, String> headers = Map.of("content-type", "application/json");
    return new OutboundRequest(HttpMethod.POST, url, headers, json, null, limits);
  }

  public OutboundRequest withCredential(@Nullable Credential other) {
    return new OutboundRequest(method, url, headers, body, other, limits);
  }

  public OutboundRequest withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OutboundRequest(method, url, more, body, credential, limits);
  }

  private static Map<String, String> checked(Map<String, String> headers) {
    Map<String, String> byName = new LinkedHashMap<>();
    headers.forEach((name, value) -> byName.put(checked(name, value), value));
    return byName;
  }

  /** The name in small letters, of a header that callers may set. */
  private static String checked(String name, String value) {
    String small = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("header \"" + shown(small) + "\" is malformed");
    }
    if (OURS.contains(small)) {
      throw new IllegalArgumentException("header \"" + small + "\" is set by the client");
    }
    if (SECRET.contains(small)) {
      throw new IllegalArgumentException(
          "header \"" + small + "\" carries a secret; pass it as a credential");
    }
    return small;
  }

  private static String shown(String name) {
    return name.replaceAll("[^!-~]", "?");
  }
}
