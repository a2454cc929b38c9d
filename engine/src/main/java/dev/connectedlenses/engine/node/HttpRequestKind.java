package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks by HTTP through the one client that may leave the process. Methods that change nothing are
 * sent at once; the others after a person allowed the very request, where there is a way to ask.
 */
public final class HttpRequestKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("http_request.schema.json");
  private static final long MAX_BYTES = 1 << 20;

  private final OutboundClient reading;
  private final @Nullable OutsideWrites writes;

  private HttpRequestKind(OutboundClient client, @Nullable OutsideWrites writes) {
    this.reading = client.under(client.policy().onlyReading());
    this.writes = writes;
  }

  /** For steps that no person can be asked about. */
  static HttpRequestKind reading(OutboundClient client) {
    return new HttpRequestKind(client, null);
  }

  static HttpRequestKind writing(OutboundClient client, Database database) {
    return new HttpRequestKind(client, new OutsideWrites(database, client));
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
  public boolean resumes() {
    return writes != null;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    OutboundRequest request = request(attempt);
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (!reads && writes != null) {
      return writes.send(attempt, request);
    }
    if (!reads) {
      throw nobodyToAsk(attempt.node().label(), request.method());
    }
    try (OutboundResponse response = reading.send(request)) {
      return response.status() < 400
          ? new AttemptResult.Completed(HttpAnswers.envelope(HttpAnswers.read(response)), List.of())
          : new AttemptResult.Failed(HttpAnswers.refusal(attempt.node(), response), List.of());
    } catch (OutboundException e) {
      return failed(cause(e), "node \"%s\": %s".formatted(attempt.node().label(), e.getMessage()));
    }
  }

  private static NodeException nobodyToAsk(String label, HttpMethod method) {
    String message =
        "node \"%s\" would send %s; a request that may change something is approved by a person, for which it needs a node of its own; use GET or HEAD here"
            .formatted(label, method);
    return new NodeException(Failure.of(Cause.PERMISSION_ERROR, message));
  }

  private static OutboundRequest request(Attempt attempt) {
    JsonNode config = attempt.node().config();
    HttpMethod method = HttpMethod.valueOf(config.path("method").asString("GET"));
    long bytes = config.path("max_bytes").asLong(MAX_BYTES);
    OutboundLimits limits = OutboundLimits.within(attempt.timeout()).withBodyBytes(bytes);
    boolean bodied = method != HttpMethod.GET && method != HttpMethod.HEAD && config.has("body");
    try {
      String body = bodied ? body(attempt) : null;
      return new OutboundRequest(method, url(attempt), headers(config), body, null, limits);
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
    return filled(attempt, "url", HttpRequestKind::encoded);
  }

  private static String body(Attempt attempt) {
    return filled(attempt, "body", UnaryOperator.identity());
  }

  private static String filled(Attempt attempt, String setting, UnaryOperator<String> form) {
    ObjectNode values = Json.object();
    List<Parameter> parameters = new ArrayList<>();
    for (Map.Entry<String, JsonNode> given : attempt.input().properties()) {
      JsonNode value = given.getValue();
      String text = value.isValueNode() ? value.asString() : value.toString();
      values.put(given.getKey(), form.apply(text));
      parameters.add(Parameter.of(given.getKey(), "text", false));
    }
    return Template.render(attempt.node().config().path(setting).asString(), parameters, values);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
