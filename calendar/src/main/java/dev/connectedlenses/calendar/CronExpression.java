package dev.connectedlenses.calendar;

import java.time.LocalDate;

/**
 * A cron expression of five fields, read and found good.
 *
 * <p>Days follow the rule of POSIX: when both the day of the month and the day of the week are
 * restricted, a day fits that fits one of them; otherwise it has to fit the restricted one.
 *
 * <p>An expression whose hour field begins with a star is an interval: it goes with elapsed time.
 * All others name times of the day, which people read off a wall clock. {@link FireTimes} says what
 * that means when clocks are changed.
 */
public final class CronExpression {
  private final String text;
  private final Sets sets;
  private final boolean interval;

  /** The values of each field, Sunday being 0, and whether the day fields are restricted. */
  record Sets(long minutes, long hours, long days, long months, long weekdays, Days restricted) {}

  /** Which of the two day fields decide. */
  enum Days {
    NEITHER,
    MONTH_DAY,
    WEEKDAY,
    EITHER
  }

  CronExpression(String text, Sets sets, boolean interval) {
    this.text = text;
    this.sets = sets;
    this.interval = interval;
  }

  /**
   * Reads an expression of five fields, or one of {@code @yearly @annually @monthly @weekly @daily
   * @midnight @hourly}.
   *
   * @throws CronException that says where the fault is
   */
  public static CronExpression parse(String text) {
    return new CronParser(text).parse();
  }

  /** The expression as it was given. */
  public String text() {
    return text;
  }

  /** Whether it goes with elapsed time and not with the wall clock. */
  public boolean isInterval() {
    return interval;
  }

  Sets sets() {
    return sets;
  }

  boolean fits(LocalDate date) {
    boolean day = ValueSet.has(sets.days(), date.getDayOfMonth());
    boolean weekday = ValueSet.has(sets.weekdays(), date.getDayOfWeek().getValue() % 7);
    return ValueSet.has(sets.months(), date.getMonthValue())
        && switch (sets.restricted()) {
          case NEITHER -> true;
          case MONTH_DAY -> day;
          case WEEKDAY -> weekday;
          case EITHER -> day || weekday;
        };
  }

  @Override
  public String toString() {
    return text;
  }
}
