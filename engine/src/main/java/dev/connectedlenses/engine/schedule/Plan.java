package dev.connectedlenses.engine.schedule;

import dev.connectedlenses.calendar.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a schedule is to fire, worked out ahead. A pure function of the schedule
 * and the time; the database only reads off what is written here.
 *
 * @param fires instants in order, those that are made up for first
 * @param decidedUntil set where it was decided about missed instants
 * @param missedFrom the first missed instant, null when none was missed
 * @param missed how many of them are given up
 */
record Plan(
    List<Instant> fires, @Nullable Instant decidedUntil, @Nullable Instant missedFrom, int missed) {

  /** An instant that is not dispatched for so long was missed; {@code lenses.late_after()}. */
  static final Duration LATE_AFTER = Duration.ofMinutes(5);

  /** How many instants are kept ahead; a schedule of every minute lives an hour on them. */
  static final int AHEAD = 64;

  /** The edition of the time-zone data of this process, such as 2027a. */
  static final String CALENDAR = ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();

  Plan {
    fires = List.copyOf(fires);
  }

  /**
   * Works it out.
   *
   * @throws dev.connectedlenses.calendar.CronException when the schedule cannot be read
   */
  static Plan of(ScheduleRow row, Instant now) {
    FireTimes times = FireTimes.of(row.cron(), row.zone());
    Instant decided = row.decidedUntil();
    Instant next = row.next();
    if (next == null) {
      // where the list ran out, or from now on; nothing in between is forgotten
      next = times.next(decided == null ? now : decided);
    }
    if (next == null) {
      return ahead(List.of());
    }
    Instant late = now.minus(LATE_AFTER);
    if (!next.isAfter(late) && (decided == null || next.isAfter(decided))) {
      return missed(row, times, next, late);
    }
    return CALENDAR.equals(row.calendar())
        ? more(times, next, row.upcoming())
        : again(times, next, now);
  }

  private static Plan ahead(List<Instant> fires) {
    return new Plan(fires, null, null, 0);
  }

  private static Plan more(FireTimes times, Instant next, List<Instant> upcoming) {
    List<Instant> fires = new ArrayList<>(List.of(next));
    fires.addAll(upcoming);
    fires.addAll(times.next(fires.getLast(), Math.max(0, AHEAD - fires.size())));
    return ahead(fires);
  }

  /** By newer data: what is due stays due, what lies ahead is worked out anew. */
  private static Plan again(FireTimes times, Instant next, Instant now) {
    List<Instant> fires = new ArrayList<>();
    if (!next.isAfter(now)) {
      fires.add(next);
    }
    fires.addAll(times.next(now, AHEAD));
    return ahead(fires);
  }

  private static Plan missed(ScheduleRow row, FireTimes times, Instant first, Instant late) {
    int keep =
        switch (row.onMissed()) {
          case SKIP -> 0;
          case RUN_ONCE -> 1;
          case BACKFILL -> row.maxBackfill();
        };
    Deque<Instant> kept = new ArrayDeque<>();
    int count = 0;
    for (Instant at = first; at != null && !at.isAfter(late); at = times.next(at)) {
      kept.addLast(at);
      if (kept.size() > keep) {
        kept.removeFirst();
      }
      count++;
    }
    List<Instant> fires = new ArrayList<>(kept);
    fires.addAll(times.next(late, AHEAD));
    int given = count - kept.size();
    return new Plan(fires, late, given == 0 ? null : first, given);
  }
}
