package dev.connectedlenses.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an expression fires in a time zone.
 *
 * <p><b>Times of the day</b> ({@code 30 2 * * *}) fire once a day that has them. A time that is
 * skipped because clocks go forward fires at the end of the gap, together with all others of the
 * same gap and once. A time that comes twice because clocks go back fires the first time.
 *
 * <p><b>Intervals</b> (hour field {@code *} or {@code *}{@code /n}) go with elapsed time: they fire
 * at every instant at which the clock shows one of their times, so in both passes of a repeated
 * hour, and a skipped hour leaves nothing to make up for.
 */
public final class FireTimes {
  private final CronExpression expression;
  private final LocalTimes times;
  private final ZoneRules rules;
  private final Notes notes;

  private FireTimes(CronExpression expression, ZoneId zone) {
    this.expression = expression;
    this.times = new LocalTimes(expression);
    this.rules = zone.getRules();
    this.notes = new Notes(expression, times, rules);
  }

  public static FireTimes of(CronExpression expression, ZoneId zone) {
    return new FireTimes(expression, zone);
  }

  /**
   * Reads both parts.
   *
   * @throws CronException when one of them cannot be read
   */
  public static FireTimes of(String expression, String zone) {
    return of(CronExpression.parse(expression), Zones.of(zone));
  }

  /** The first instant after this one, or null when it never fires again. */
  public @Nullable Instant next(Instant after) {
    return expression.isInterval() ? nextOfInterval(after) : nextOfDay(after);
  }

  /** The first {@code count} instants after this one. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    Instant at = next(after);
    while (at != null && found.size() < count) {
      found.add(at);
      at = found.size() < count ? next(at) : null;
    }
    return found;
  }

  /** The same with what clocks show and what a change of clocks did. */
  public List<Fire> fires(Instant after, int count) {
    return next(after, count).stream().map(this::fire).toList();
  }

  private Fire fire(Instant at) {
    OffsetDateTime local = at.atOffset(rules.getOffset(at));
    return new Fire(at, local, notes.of(at, local));
  }

  private @Nullable Instant nextOfDay(Instant after) {
    // what lies in a gap before this local time has fired at the end of the gap, which is not later
    LocalDateTime from = local(after).truncatedTo(ChronoUnit.MINUTES);
    LocalDateTime match = times.next(from);
    while (match != null) {
      Instant at = instant(match);
      if (at.isAfter(after)) {
        return at;
      }
      match = times.next(match.plusMinutes(1));
    }
    return null;
  }

  private Instant instant(LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? rules.getTransition(local).getInstant()
        : local.toInstant(offsets.getFirst());
  }

  private @Nullable Instant nextOfInterval(Instant after) {
    Instant from = after.plusNanos(1);
    while (true) {
      LocalDateTime match = times.next(local(from));
      if (match == null) {
        return null;
      }
      Instant at = match.toInstant(rules.getOffset(from));
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || at.isBefore(change.getInstant())) {
        return at;
      }
      from = change.getInstant();
    }
  }

  private LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, rules.getOffset(at));
  }
}
