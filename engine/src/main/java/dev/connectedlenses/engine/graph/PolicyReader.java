package dev.connectedlenses.engine.graph;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a node's policies; what the config leaves open comes from the defaults. */
final class PolicyReader {
  private static final long DAY = 86_400_000;
  private static final int MAX_RETRIES = 20;

  private PolicyReader() {}

  /** Throws IllegalArgumentException that names the setting and what it may be. */
  static NodePolicy read(JsonNode config, NodePolicy defaults) {
    JsonNode failure = config.path("failure_policy");
    return new NodePolicy(
        choice(config, "join", NodePolicy.Join.class, defaults.join()),
        retry(config, defaults.retry()),
        choice(failure, "mode", NodePolicy.FailureMode.class, defaults.onFailure()),
        text(failure, "fallbackModelId", defaults.fallbackModel()),
        text(failure, "fallbackAssigneeId", defaults.fallbackAssignee()));
  }

  private static @Nullable String text(JsonNode json, String name, @Nullable String otherwise) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? otherwise : value.asString();
  }

  private static RetryPolicy retry(JsonNode config, RetryPolicy defaults) {
    JsonNode retry = config.path("retry_policy");
    Duration timeout = millis(retry, "timeoutMs", defaults.timeout());
    timeout = millis(config, "timeout_ms", timeout);
    if (timeout.isZero()) {
      throw new IllegalArgumentException("\"timeout_ms\" must be at least 1");
    }
    return new RetryPolicy(
        (int) number(retry, "maxRetries", defaults.maxRetries(), MAX_RETRIES),
        millis(retry, "backoffMs", defaults.backoff()),
        millis(retry, "maxBackoffMs", defaults.maxBackoff()),
        retryOn(retry, defaults.retryOn()),
        timeout);
  }

  private static Duration millis(JsonNode json, String name, Duration fallback) {
    return Duration.ofMillis(number(json, name, fallback.toMillis(), DAY));
  }

  private static long number(JsonNode json, String name, long fallback, long max) {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("\"" + name + "\" must be a whole number, not " + value);
    }
    long number = value.asLong();
    if (number < 0 || number > max) {
      throw new IllegalArgumentException("\"" + name + "\" must be from 0 to " + max);
    }
    return number;
  }

  private static Set<Cause> retryOn(JsonNode retry, Set<Cause> fallback) {
    JsonNode list = retry.get("retryOn");
    if (list == null || list.isNull()) {
      return fallback;
    }
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (JsonNode name : list) {
      causes.add(constant(name, "retryOn", Cause.class));
    }
    return causes;
  }

  private static <E extends Enum<E>> E choice(JsonNode json, String name, Class<E> type, E none) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? none : constant(value, name, type);
  }

  static <E extends Enum<E>> E constant(JsonNode value, String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value.asString(""))) {
        return constant;
      }
    }
    String all = String.join(", ", EnumSet.allOf(type).stream().map(PolicyReader::wire).toList());
    throw new IllegalArgumentException("\"" + name + "\" must be one of " + all);
  }

  private static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
