package dev.connectedlenses.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Another way to find out when expressions fire: a person who looks at the wall clock each minute
 * of a long time. It shares nothing with {@link FireTimes} and knows no transitions.
 */
final class MinuteWalk {
  private static final int MEMORY = 3 * 60;

  /** An expression written as sets: what it says, taken apart by hand. */
  record Wanted(
      Set<Integer> minutes,
      Set<Integer> hours,
      Set<Integer> days,
      Set<Integer> months,
      Set<Integer> weekdays,
      boolean interval) {

    static final int ANY = -1;

    /** For expressions of numbers, lists, ranges and steps from a star. */
    static Wanted of(String text) {
      String[] fields = text.split(" ", -1);
      return new Wanted(
          set(fields[0], 0, 59),
          set(fields[1], 0, 23),
          fields[2].equals("*") ? Set.of(ANY) : set(fields[2], 1, 31),
          set(fields[3], 1, 12),
          fields[4].equals("*") ? Set.of(ANY) : set(fields[4], 0, 6),
          fields[1].startsWith("*"));
    }

    private static Set<Integer> set(String field, int low, int high) {
      Set<Integer> values = new TreeSet<>();
      for (String part : field.split(",", -1)) {
        String[] step = part.split("/", -1);
        String[] ends =
            step[0].equals("*") ? new String[] {"" + low, "" + high} : step[0].split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Integer.parseInt(ends[ends.length - 1]);
        int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
        values.addAll(
            IntStream.rangeClosed(from, to)
                .filter(v -> (v - from) % by == 0)
                .boxed()
                .collect(Collectors.toSet()));
      }
      return values;
    }

    boolean fits(LocalDateTime wall) {
      boolean anyDay = days.contains(ANY);
      boolean anyWeekday = weekdays.contains(ANY);
      boolean day = days.contains(wall.getDayOfMonth());
      boolean weekday = weekdays.contains(wall.getDayOfWeek().getValue() % 7);
      boolean date =
          (anyDay && anyWeekday)
              || (anyDay && weekday)
              || (anyWeekday && day)
              || (!anyDay && !anyWeekday && (day || weekday));
      return date
          && minutes.contains(wall.getMinute())
          && hours.contains(wall.getHour())
          && months.contains(wall.getMonthValue());
    }
  }

  private MinuteWalk() {}

  /** The instants after {@code after} and not later than {@code until}, for each expression. */
  static List<List<Instant>> fires(List<Wanted> all, ZoneId zone, Instant after, Instant until) {
    List<List<Instant>> fires =
        all.stream().map(_ -> (List<Instant>) new ArrayList<Instant>()).toList();
    Set<LocalDateTime> seen = new LinkedHashSet<>();
    Instant start = after.minusSeconds(MEMORY * 60L);
    LocalDateTime last = LocalDateTime.ofInstant(start.minusSeconds(60), zone);
    for (Instant at = start; !at.isAfter(until); at = at.plusSeconds(60)) {
      LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
      if (at.isAfter(after)) {
        boolean again = wall.isBefore(last) || seen.contains(wall);
        for (int i = 0; i < all.size(); i++) {
          if (fires(all.get(i), wall, last, again)) {
            fires.get(i).add(at);
          }
        }
      }
      seen.add(wall);
      seen.remove(wall.minusMinutes(MEMORY));
      last = wall;
    }
    return fires;
  }

  private static boolean fires(
      Wanted wanted, LocalDateTime wall, LocalDateTime last, boolean again) {
    if (wanted.interval()) {
      return wanted.fits(wall);
    }
    boolean skipped = false;
    for (LocalDateTime gone = last.plusMinutes(1);
        gone.isBefore(wall);
        gone = gone.plusMinutes(1)) {
      skipped |= wanted.fits(gone);
    }
    return skipped || (wanted.fits(wall) && !again);
  }
}
