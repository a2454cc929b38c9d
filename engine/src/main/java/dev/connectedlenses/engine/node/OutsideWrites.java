package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends requests that may change something outside: each after a person allowed that very request,
 * and once. What happens between sending and recording may be lost with the worker; a person then
 * says what came of it, unless the other side knows a repetition by its key.
 */
final class OutsideWrites {
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final RequestStore store;
  private final OutboundClient client;

  OutsideWrites(Database database, OutboundClient client) {
    this.store = new RequestStore(database);
    this.client = client;
  }

  /** The result of sending it, or the question that comes first. */
  AttemptResult send(Attempt attempt, OutboundRequest request) throws InterruptedException {
    String header = key(attempt);
    JsonNode begun = store.begin(attempt, shown(request), header != null);
    String reason = begun.path("reason").asString("");
    return switch (begun.path("state").asString()) {
      case "go" -> now(attempt, begun, keyed(request, header, begun));
      case "asks" -> asks(attempt, begun, "approve_request");
      case "unknown" -> asks(attempt, begun, "unknown_outcome");
      case "done" ->
          new AttemptResult.Completed(HttpAnswers.envelope(begun.path("output")), List.of());
      case "rejected" ->
          failed(
              attempt,
              Cause.PERMISSION_ERROR,
              "a person did not approve this request" + (reason.isEmpty() ? "" : ": " + reason));
      default -> failed(attempt, Cause.LOST_WORKER, "somebody else holds this run");
    };
  }

  private static @Nullable String key(Attempt attempt) {
    JsonNode header = attempt.node().config().get("idempotency_header");
    return header == null ? null : header.asString();
  }

  private static OutboundRequest keyed(
      OutboundRequest request, @Nullable String header, JsonNode begun) {
    return header == null
        ? request
        : request.withHeader(header, begun.path("idempotency_key").asString());
  }

  private AttemptResult now(Attempt attempt, JsonNode begun, OutboundRequest request)
      throws InterruptedException {
    try (OutboundResponse response = client.send(request)) {
      Failpoint.TOOL_CALL_AFTER.pass();
      if (response.status() >= 500) {
        return unknown(attempt, begun, "the other side answered " + response.status());
      }
      return response.status() >= 400
          ? refused(attempt, response)
          : done(attempt, HttpAnswers.read(response));
    } catch (OutboundException e) {
      return switch (e.kind()) {
        case REFUSED -> ended(attempt, Cause.PERMISSION_ERROR, e.getMessage() + "");
        case UNKNOWN_HOST, UNREACHABLE, TLS ->
            ended(attempt, Cause.TOOL_ERROR, e.getMessage() + "");
        case TIMEOUT, TOO_LARGE, PROTOCOL, BROKEN, INTERRUPTED ->
            unknown(attempt, begun, e.getMessage() + "");
      };
    }
  }

  private AttemptResult done(Attempt attempt, ObjectNode output) {
    return store.end(attempt, "done", output, null)
        ? new AttemptResult.Completed(HttpAnswers.envelope(output), List.of())
        : failed(attempt, Cause.LOST_WORKER, "somebody else holds this run");
  }

  private AttemptResult refused(Attempt attempt, OutboundResponse response) {
    Failure failure = HttpAnswers.refusal(attempt.node(), response);
    store.end(attempt, "failed", null, failure.message());
    return new AttemptResult.Failed(failure, List.of());
  }

  private AttemptResult ended(Attempt attempt, Cause cause, String why) {
    store.end(attempt, "failed", null, why);
    return failed(attempt, cause, why);
  }

  /** Under a key the request may be repeated, which the node's own retries do. */
  private AttemptResult unknown(Attempt attempt, JsonNode begun, String why) {
    if (key(attempt) != null) {
      return failed(attempt, Cause.TOOL_ERROR, why);
    }
    return store.end(attempt, "unknown", null, why)
        ? asks(attempt, begun, "unknown_outcome")
        : failed(attempt, Cause.LOST_WORKER, "somebody else holds this run");
  }

  private static AttemptResult asks(Attempt attempt, JsonNode begun, String kind) {
    boolean first = kind.equals("approve_request");
    String label = attempt.node().label();
    ObjectNode ask = Json.object().put("kind", kind);
    ask.put("title", first ? "Send " + label : "What became of " + label);
    ask.put("request_hash", begun.path("request_hash").asString());
    ask.set("request", begun.path("request"));
    return new AttemptResult.Waits(new Wait.Answer(Wait.By.PERSON, PATIENCE, ask), List.of());
  }

  /** The request as whoever decides is shown it; it carries no credential. */
  private static ObjectNode shown(OutboundRequest request) {
    ObjectNode json =
        Json.object().put("method", request.method().name()).put("url", request.url());
    ObjectNode headers = json.putObject("headers");
    new TreeMap<>(request.headers()).forEach(headers::put);
    return json.put("body", request.body());
  }

  private static AttemptResult failed(Attempt attempt, Cause cause, String why) {
    return new AttemptResult.Failed(
        Failure.of(cause, "node \"%s\": %s".formatted(attempt.node().label(), why)), List.of());
  }
}
