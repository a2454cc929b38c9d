package dev.connectedlenses.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one field: a list of stars, values and ranges, each perhaps with a step. */
final class FieldParser {
  private static final Pattern ITEM =
      Pattern.compile("(?<first>\\*|\\w+)(?:-(?<last>\\w+))?(?:/(?<step>\\w+))?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  private final Field field;
  private final String text;
  private final int at;

  /**
   * @param at where the field begins in the expression, counted from 0
   */
  FieldParser(Field field, String text, int at) {
    this.field = field;
    this.text = text;
    this.at = at;
  }

  long parse() {
    long bits = 0;
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      bits |= item(from, to);
      from = to + 1;
    }
    return field == Field.WEEKDAY ? sundayIsZero(bits) : bits;
  }

  private static long sundayIsZero(long bits) {
    return ValueSet.has(bits, 7) ? (bits & ~(1L << 7)) | 1 : bits;
  }

  private long item(int from, int to) {
    Matcher item = ITEM.matcher(text).region(from, to);
    if (from == to) {
      throw fault(from, "a value of the " + field.title() + " is missing");
    }
    if (!item.matches() || (item.group("first").equals("*") && item.group("last") != null)) {
      throw fault(from, "\"" + text.substring(from, to) + "\" is no " + field.title());
    }
    int step = item.group("step") == null ? 1 : step(item);
    if (item.group("first").equals("*")) {
      return ValueSet.range(field.low(), field == Field.WEEKDAY ? 6 : field.high(), step);
    }
    return values(item, step);
  }

  private long values(Matcher item, int step) {
    int first = value(item, "first");
    if (item.group("last") == null) {
      // a step from one value on goes to the end of the field
      int end = field == Field.WEEKDAY ? 6 : field.high();
      return ValueSet.range(first, item.group("step") == null ? first : Math.max(first, end), step);
    }
    int last = value(item, "last");
    if (field == Field.WEEKDAY && last == 0 && first > 0) {
      last = 7;
    }
    if (last < first) {
      throw fault(
          item.start("first"),
          "\"" + item.group("first") + "-" + item.group("last") + "\" goes backwards");
    }
    return ValueSet.range(first, last, step);
  }

  private int value(Matcher item, String group) {
    String word = item.group(group);
    int named = field.named(word);
    int value = named >= 0 ? named : NUMBER.matcher(word).matches() ? Integer.parseInt(word) : -1;
    if (value < field.low() || value > field.high()) {
      throw fault(item.start(group), "\"" + word + "\" is no " + field.title());
    }
    return value;
  }

  private int step(Matcher item) {
    String word = item.group("step");
    int step = NUMBER.matcher(word).matches() ? Integer.parseInt(word) : 0;
    if (step < 1 || step > field.high()) {
      throw new CronException(
          at + item.start("step") + 1,
          "\"" + word + "\" is no step of the " + field.title(),
          "write a step from 1 to " + field.high());
    }
    return step;
  }

  private CronException fault(int place, String message) {
    return new CronException(
        at + place + 1, message, "the " + field.title() + " goes from " + field.range());
  }
}
