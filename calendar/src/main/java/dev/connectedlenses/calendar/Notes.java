package dev.connectedlenses.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Says in words what a change of clocks does to a firing. */
record Notes(CronExpression expression, LocalTimes times, ZoneRules rules) {

  @Nullable String of(Instant at, OffsetDateTime local) {
    LocalDateTime wall = local.toLocalDateTime();
    ZoneOffsetTransition change = rules.getTransition(wall);
    if (change != null && change.isOverlap()) {
      boolean second = local.getOffset().equals(change.getOffsetAfter());
      return repeated(wall, second);
    }
    return expression.isInterval() ? null : skipped(at);
  }

  private String repeated(LocalDateTime wall, boolean second) {
    String time = clock(wall) + " comes twice on " + wall.toLocalDate();
    if (!expression.isInterval()) {
      return time + ": clocks go back; it fires the first time only";
    }
    return time + ": clocks go back; this is the " + (second ? "second" : "first") + " time";
  }

  /** A firing at the very instant at which clocks go forward may stand for times that are not. */
  private @Nullable String skipped(Instant at) {
    ZoneOffsetTransition change = rules.nextTransition(at.minus(1, ChronoUnit.SECONDS));
    if (change == null || !change.getInstant().equals(at) || !change.isGap()) {
      return null;
    }
    LocalDateTime missing = times.next(change.getDateTimeBefore());
    if (missing == null || !missing.isBefore(change.getDateTimeAfter())) {
      return null;
    }
    return skipped(missing, change);
  }

  private static String skipped(LocalDateTime missing, ZoneOffsetTransition change) {
    return "%s does not exist on %s: clocks go from %s to %s; it fires at the end of the gap"
        .formatted(
            clock(missing),
            missing.toLocalDate(),
            clock(change.getDateTimeBefore()),
            clock(change.getDateTimeAfter()));
  }

  private static String clock(LocalDateTime time) {
    return time.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
