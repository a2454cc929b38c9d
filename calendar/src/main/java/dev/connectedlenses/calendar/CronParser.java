package dev.connectedlenses.calendar;

import dev.connectedlenses.calendar.CronExpression.Days;
import dev.connectedlenses.calendar.CronExpression.Sets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads cron expressions; knows the position of everything it reads. */
final class CronParser {
  static final String REMEDY =
      "write minute, hour, day of the month, month, day of the week, like \"0 9 * * mon-fri\"";

  private static final int LONGEST = 200;
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int[] LONGEST_MONTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private final String text;

  CronParser(String text) {
    this.text = text;
  }

  /** A word of the expression and where it begins, counted from 0. */
  private record Word(String text, int at) {}

  CronExpression parse() {
    if (text.length() > LONGEST) {
      throw fault(LONGEST, "an expression has at most " + LONGEST + " characters");
    }
    List<Word> words = words(text);
    if (words.isEmpty()) {
      throw fault(0, "the expression is empty");
    }
    return words.getFirst().text().startsWith("@") ? macro(words) : fields(words);
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher found = WORD.matcher(text);
    while (found.find()) {
      words.add(new Word(found.group(), found.start()));
    }
    return words;
  }

  private CronExpression macro(List<Word> words) {
    Word macro = words.getFirst();
    String meaning = MACROS.get(macro.text().toLowerCase(Locale.ROOT));
    if (meaning == null) {
      String known = String.join(", ", MACROS.keySet().stream().sorted().toList());
      throw new CronException(
          macro.at() + 1, "\"" + macro.text() + "\" is no shorthand", "write one of " + known);
    }
    if (words.size() > 1) {
      throw fault(words.get(1).at(), "nothing follows " + macro.text());
    }
    CronExpression full = new CronParser(meaning).parse();
    return new CronExpression(text, full.sets(), full.isInterval());
  }

  private CronExpression fields(List<Word> words) {
    Field[] fields = Field.values();
    if (words.size() < fields.length) {
      throw fault(
          text.stripTrailing().length(), "the " + fields[words.size()].title() + " is missing");
    }
    if (words.size() > fields.length) {
      String extra = words.size() == 6 ? "; seconds and years have no place here" : "";
      throw fault(
          words.get(5).at(), "there are " + words.size() + " fields instead of five" + extra);
    }
    long[] sets = new long[fields.length];
    for (int i = 0; i < fields.length; i++) {
      sets[i] = new FieldParser(fields[i], words.get(i).text(), words.get(i).at()).parse();
    }
    Days days = days(words.get(2).text(), words.get(4).text());
    if (days == Days.MONTH_DAY) {
      requireReal(sets, words.get(2));
    }
    Sets all = new Sets(sets[0], sets[1], sets[2], sets[3], sets[4], days);
    return new CronExpression(text, all, words.get(1).text().startsWith("*"));
  }

  /** Only a bare star leaves a field open; all days by number are a restriction as POSIX has it. */
  private static Days days(String day, String weekday) {
    if (day.equals("*")) {
      return weekday.equals("*") ? Days.NEITHER : Days.WEEKDAY;
    }
    return weekday.equals("*") ? Days.MONTH_DAY : Days.EITHER;
  }

  private static void requireReal(long[] sets, Word word) {
    int first = ValueSet.next(sets[2], 0);
    boolean comes =
        ValueSet.values(sets[3]).stream().anyMatch(month -> LONGEST_MONTHS[month - 1] >= first);
    if (!comes) {
      throw new CronException(
          word.at() + 1,
          "day " + first + " comes in none of these months, so it would never fire",
          "name a day that there is");
    }
  }

  private static CronException fault(int at, String message) {
    return new CronException(at + 1, message, REMEDY);
  }
}
