package dev.connectedlenses.calendar;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Says an expression in English. */
public final class Words {
  private static final int MOST_TIMES = 6;

  private final CronExpression.Sets sets;

  private Words(CronExpression expression) {
    this.sets = expression.sets();
  }

  /** One sentence without a full stop. */
  public static String of(CronExpression expression) {
    Words words = new Words(expression);
    return words.times() + words.days() + words.months();
  }

  private static String clockTimes(List<Integer> hours, List<Integer> minutes) {
    return hours.stream()
        .flatMap(hour -> minutes.stream().map(minute -> "%02d:%02d".formatted(hour, minute)))
        .collect(Collectors.joining(", "));
  }

  private String times() {
    List<Integer> minutes = ValueSet.values(sets.minutes());
    List<Integer> hours = ValueSet.values(sets.hours());
    if (hours.size() == 24) {
      return minutes.size() == 60 ? "every minute" : evenly(minutes);
    }
    if (minutes.size() * hours.size() <= MOST_TIMES) {
      return "at " + clockTimes(hours, minutes);
    }
    String in = ", in hour " + list(sets.hours(), Integer::toString);
    return (minutes.size() == 60 ? "every minute" : evenly(minutes)) + in;
  }

  private static String evenly(List<Integer> minutes) {
    int step = minutes.size() < 2 ? 60 : minutes.get(1) - minutes.get(0);
    boolean even = minutes.getFirst() == 0 && step > 0 && 60 % step == 0;
    for (int i = 1; even && i < minutes.size(); i++) {
      even = minutes.get(i) - minutes.get(i - 1) == step;
    }
    if (even && minutes.size() == 60 / step) {
      return step == 60 ? "every hour" : "every " + step + " minutes";
    }
    String list = minutes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "every hour at minute " + list;
  }

  private String days() {
    String monthDays = "on day " + list(sets.days(), Integer::toString) + " of the month";
    String weekdays = "on " + list(sets.weekdays(), Words::weekday);
    return switch (sets.restricted()) {
      case NEITHER -> ", every day";
      case MONTH_DAY -> ", " + monthDays;
      case WEEKDAY -> ", " + weekdays;
      case EITHER -> ", " + monthDays + " and also " + weekdays;
    };
  }

  private String months() {
    return sets.months() == Field.MONTH.all() ? "" : ", in " + list(sets.months(), Words::month);
  }

  /** Values one by one, three and more in a row as a range. */
  private static String list(long bits, IntFunction<String> name) {
    StringBuilder text = new StringBuilder();
    int value = ValueSet.next(bits, 0);
    while (value >= 0) {
      int end = value;
      while (ValueSet.has(bits, end + 1)) {
        end++;
      }
      int last = end - value >= 2 ? end : value;
      text.append(text.isEmpty() ? "" : ", ").append(name.apply(value));
      text.append(last == value ? "" : " to " + name.apply(last));
      value = ValueSet.next(bits, last + 1);
    }
    return text.toString();
  }

  private static String weekday(int value) {
    return DayOfWeek.of(value == 0 ? 7 : value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String month(int value) {
    return Month.of(value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
