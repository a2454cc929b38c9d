package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why an attempt did not succeed.
 *
 * @param message names the thing and the remedy, safe to show to the run's owner
 * @param retryAfter how long the other side asked us to wait
 * @param details data of the failure, e.g. every failing contract field
 */
public record Failure(
    Cause cause, String message, @Nullable Duration retryAfter, @Nullable JsonNode details) {

  public static Failure of(Cause cause, String message) {
    return new Failure(cause, message, null, null);
  }

  private static final String RESTING = "provider_resting";

  /** A call that was not made because its provider is left alone for a while. */
  static Failure postponed(String providerKey, Duration wait) {
    String message =
        "provider \"%s\" fails or asks for rest; it is called again in %d ms"
            .formatted(providerKey, wait.toMillis());
    return new Failure(Cause.RATE_LIMIT, message, wait, Json.object().put("code", RESTING));
  }

  /** Whether nothing was tried, so that nothing counts as a try. */
  public boolean isPostponed() {
    return details != null && details.path("code").asString("").equals(RESTING);
  }

  /** What rows and events keep of a failure; how long to wait is not part of it. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("cause", cause.wire()).put("message", message);
    if (details != null) {
      json.set("details", details);
    }
    return json;
  }

  public static Failure fromJson(JsonNode json) {
    Cause cause = Cause.valueOf(json.path("cause").asString().toUpperCase(Locale.ROOT));
    return new Failure(cause, json.path("message").asString(""), null, json.get("details"));
  }
}
