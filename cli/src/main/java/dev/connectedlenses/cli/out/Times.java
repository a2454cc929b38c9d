package dev.connectedlenses.cli.out;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How instants are shown in tables; JSON and YAML keep them as the server gave them. */
public record Times(Style style, Clock clock) {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The values of {@code --time}. */
  public enum Style {
    local,
    utc,
    relative,
    iso
  }

  /** The text of an instant; what is no instant stays as it is. */
  public String show(String iso) {
    if (style == Style.iso || iso.isEmpty()) {
      return iso;
    }
    try {
      return styled(iso, OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException e) {
      return iso;
    }
  }

  private String styled(String iso, Instant instant) {
    return switch (style) {
      case iso -> iso;
      case utc -> at(instant, ZoneOffset.UTC) + "Z";
      case local -> at(instant, clock.getZone());
      case relative -> relative(Duration.between(instant, clock.instant()));
    };
  }

  private static String at(Instant instant, ZoneId zone) {
    return SHOWN.format(instant.atZone(zone));
  }

  private static String relative(Duration age) {
    String amount = amount(age.abs().toSeconds());
    return age.isNegative() ? "in " + amount : amount + " ago";
  }

  private static String amount(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
