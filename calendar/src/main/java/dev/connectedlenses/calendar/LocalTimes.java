package dev.connectedlenses.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The minutes of a wall clock that an expression names, whether or not they exist in a zone. */
record LocalTimes(CronExpression expression) {
  /** The longest pause of any expression: from one 29 February to the next over 2100. */
  private static final int LONGEST_PAUSE_YEARS = 9;

  /** The first minute that is not before {@code from}, or null when none ever comes. */
  @Nullable LocalDateTime next(LocalDateTime from) {
    LocalDate day = from.toLocalDate();
    int minute =
        from.getHour() * 60
            + from.getMinute()
            + (from.getSecond() > 0 || from.getNano() > 0 ? 1 : 0);
    LocalDate end = day.plusYears(LONGEST_PAUSE_YEARS);
    while (day.isBefore(end)) {
      if (!ValueSet.has(expression.sets().months(), day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
        minute = 0;
        continue;
      }
      int found = expression.fits(day) ? inDay(minute) : -1;
      if (found >= 0) {
        return day.atTime(found / 60, found % 60);
      }
      day = day.plusDays(1);
      minute = 0;
    }
    return null;
  }

  /** The first minute of a day, counted from midnight, that is not before this one; or -1. */
  private int inDay(int from) {
    CronExpression.Sets sets = expression.sets();
    int hour = ValueSet.next(sets.hours(), from / 60);
    if (hour < 0) {
      return -1;
    }
    int minute = ValueSet.next(sets.minutes(), hour == from / 60 ? from % 60 : 0);
    if (minute >= 0) {
      return hour * 60 + minute;
    }
    int later = ValueSet.next(sets.hours(), hour + 1);
    return later < 0 ? -1 : later * 60 + ValueSet.next(sets.minutes(), 0);
  }
}
