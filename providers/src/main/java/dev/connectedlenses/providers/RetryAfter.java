package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.OutboundResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long the other side asks to be left alone: seconds, a date, or milliseconds. */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  public static @Nullable Duration in(OutboundResponse response, Instant now) {
    String millis = response.header("retry-after-ms");
    if (millis != null && millis.matches("\\d{1,12}")) {
      return bounded(Duration.ofMillis(Long.parseLong(millis)));
    }
    return parse(response.header("retry-after"), now);
  }

  static @Nullable Duration parse(@Nullable String value, Instant now) {
    if (value == null) {
      return null;
    }
    if (value.matches("\\d{1,9}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, then));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration bounded(Duration asked) {
    Duration least = asked.isNegative() ? Duration.ZERO : asked;
    return least.compareTo(LONGEST) > 0 ? LONGEST : least;
  }
}
