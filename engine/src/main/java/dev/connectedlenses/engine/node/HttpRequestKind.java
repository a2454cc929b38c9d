package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.outbound.HttpMethod;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches something by HTTP through the one client that may leave the process. Only methods that
 * change nothing are sent: the others need an approval of the very request.
 */
public final class HttpRequestKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("http_request.schema.json");
  private static final long MAX_BYTES = 1 << 20;

  private final OutboundClient client;

  public HttpRequestKind(OutboundClient client) {
    this.client = client.under(client.policy().onlyReading());
  }

  @Override
  public String name() {
    return "http_request";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    try (OutboundResponse response = client.send(request(attempt))) {
      return response.status() < 400 ? completed(response) : refused(attempt, response);
    } catch (OutboundException e) {
      return failed(cause(e), "node \"%s\": %s".formatted(attempt.node().label(), e.getMessage()));
    }
  }

  private static OutboundRequest request(Attempt attempt) {
    JsonNode config = attempt.node().config();
    String name = config.path("method").asString("GET");
    HttpMethod method = HttpMethod.valueOf(name);
    if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      String message =
          "node \"%s\" would send %s; a request that may change something needs an approval, which this server cannot give yet; use GET or HEAD"
              .formatted(attempt.node().label(), name);
      throw new NodeException(Failure.of(Cause.PERMISSION_ERROR, message));
    }
    long bytes = config.path("max_bytes").asLong(MAX_BYTES);
    OutboundLimits limits = OutboundLimits.within(attempt.timeout()).withBodyBytes(bytes);
    try {
      return new OutboundRequest(method, url(attempt), headers(config), null, null, limits);
    } catch (IllegalArgumentException e) {
      throw NodeException.invalid(
          "bad_request", "node \"%s\": %s".formatted(attempt.node().label(), e.getMessage()));
    }
  }

  private static Map<String, String> headers(JsonNode config) {
    Map<String, String> headers = new HashMap<>();
    config.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
    return headers;
  }

  /** The URL with its values percent-encoded, so that a value never becomes a path or a host. */
  private static String url(Attempt attempt) {
    ObjectNode values = Json.object();
    List<Parameter> parameters = new ArrayList<>();
    for (Map.Entry<String, JsonNode> given : attempt.input().properties()) {
      JsonNode value = given.getValue();
      String text = value.isValueNode() ? value.asString() : value.toString();
      values.put(given.getKey(), encoded(text));
      parameters.add(Parameter.of(given.getKey(), "text", false));
    }
    return Template.render(attempt.node().config().path("url").asString(), parameters, values);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static AttemptResult completed(OutboundResponse response) throws OutboundException {
    String text = response.text();
    JsonNode data = response.mediaType().endsWith("json") ? json(text) : null;
    ObjectNode metadata =
        Json.object().put("status", response.status()).put("mediaType", response.mediaType());
    String kind = data == null ? "text" : "json";
    return new AttemptResult.Completed(
        new Envelope(kind, "http_response", text, data, null, metadata), List.of());
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static AttemptResult refused(Attempt attempt, OutboundResponse response) {
    int status = response.status();
    String message =
        "node \"%s\": the other side answered %d".formatted(attempt.node().label(), status);
    if (status != 429 && status != 503) {
      return failed(Cause.TOOL_ERROR, message);
    }
    Failure failure =
        new Failure(Cause.RATE_LIMIT, message, retryAfter(response.header("retry-after")), null);
    return new AttemptResult.Failed(failure, List.of());
  }

  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }

  private static Cause cause(OutboundException e) {
    return switch (e.kind()) {
      case REFUSED -> Cause.PERMISSION_ERROR;
      case TIMEOUT -> Cause.TIMEOUT;
      case UNKNOWN_HOST, UNREACHABLE, TLS, TOO_LARGE, PROTOCOL, BROKEN -> Cause.TOOL_ERROR;
      case INTERRUPTED -> Cause.CANCELLED;
    };
  }

  private static AttemptResult failed(Cause cause, String message) {
    return new AttemptResult.Failed(Failure.of(cause, message), List.of());
  }
}
