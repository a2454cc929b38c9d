package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.calendar.CronException;
import dev.connectedlenses.calendar.CronExpression;
import dev.connectedlenses.calendar.FireTimes;
import dev.connectedlenses.calendar.Zones;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads expressions, zones and instants that people type; no server is asked. */
final class Calendars {
  private Calendars() {}

  static CronExpression expression(String text) {
    try {
      return CronExpression.parse(text);
    } catch (CronException e) {
      throw fault(e);
    }
  }

  static FireTimes times(String expression, String zone) {
    return FireTimes.of(expression(expression), zone(zone));
  }

  static ZoneId zone(String name) {
    try {
      return Zones.of(name);
    } catch (CronException e) {
      throw fault(e);
    }
  }

  private static CliError fault(CronException e) {
    return new CliError(Exit.USAGE, "bad_schedule", e.getMessage(), e.hint());
  }

  /** A date, a local time, or an instant with its offset. */
  static Instant instant(String text, ZoneId zone) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw CliError.usage(
          "\"" + text + "\" is no instant",
          "write 2027-03-27, 2027-03-27T12:00 or 2027-03-27T12:00Z");
    }
  }
}
