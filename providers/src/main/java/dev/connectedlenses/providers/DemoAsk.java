package dev.connectedlenses.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The details an instruction gives: how many, how long, on which scale, among which options. */
record DemoAsk(String instruction) {
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("a dozen", 12));
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)\\b(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a dozen)"
              + "(?:\\s+(?!words?\\b)[\\p{L}-]+){0,3}?\\s+"
              + "(?:sentences?|bullets?|points?|items?|lines?|ideas?|facts?|numbers?|risks?|steps?"
              + "|questions?|reasons?|problems?|actions?|decisions?|examples?|findings?|takeaways?"
              + "|figures?|dates?|things?|topics?|benefits?|opportunit(?:y|ies)|paragraphs?)\\b");
  private static final Pattern SINGLE = Pattern.compile("(?i)\\b(?:a|one|single) sentence\\b");
  private static final Pattern WORDS = Pattern.compile("(?i)\\b(\\d{1,4}) words?\\b");
  private static final String NUMBER = "(-?\\d{1,4}(?:\\.\\d{1,3})?)";
  private static final Pattern RANGE =
      Pattern.compile("(?i)" + NUMBER + "\\s*(?:to|-|–|—|and|through|\\.\\.)\\s*" + NUMBER);
  private static final Pattern OUT_OF = Pattern.compile("(?i)(?:out of|/)\\s*(\\d{1,4})\\b");

  /** How many sentences, points or items are asked for. */
  int count(int otherwise) {
    if (SINGLE.matcher(instruction).find()) {
      return 1;
    }
    Matcher asked = COUNT.matcher(instruction);
    if (!asked.find()) {
      return otherwise;
    }
    String word = asked.group(1).toLowerCase(Locale.ROOT);
    Integer named = NUMBERS.get(word);
    return Math.clamp(named == null ? Integer.parseInt(word) : named, 1, 20);
  }

  /** The greatest number of words allowed. */
  int words() {
    Matcher asked = WORDS.matcher(instruction);
    return asked.find() ? Math.max(5, Integer.parseInt(asked.group(1))) : Integer.MAX_VALUE;
  }

  /** The lowest and the highest grade. */
  Scale scale() {
    Matcher range = RANGE.matcher(instruction);
    if (range.find()) {
      double one = Double.parseDouble(range.group(1));
      double other = Double.parseDouble(range.group(2));
      return new Scale(Math.min(one, other), Math.max(one, other));
    }
    Matcher outOf = OUT_OF.matcher(instruction);
    return outOf.find() ? new Scale(0, Double.parseDouble(outOf.group(1))) : new Scale(0, 1);
  }

  /** From where to where grades go. */
  record Scale(double low, double high) {}

  /** The answers to choose from; empty where none are. */
  List<String> options() {
    return DemoOptions.in(instruction);
  }

  boolean wantsReason() {
    return holds("why|explain|reason|reasons|justify|because|comment");
  }

  boolean wantsNumbering() {
    return holds("numbered|steps?|ordered|ranked");
  }

  private boolean holds(String words) {
    return Pattern.compile("(?i)\\b(?:" + words + ")\\b").matcher(instruction).find();
  }
}
