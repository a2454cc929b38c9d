package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
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
          Map.entry("a dozen", 12),
          Map.entry("a", 1));
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)\\b(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a dozen)"
              + "(?:\\s+(?!words?\\b)[\\p{L}-]+){0,2}?\\s+(?!words?\\b)[\\p{L}-]{3,}\\b");
  private static final Pattern SINGLE = Pattern.compile("(?i)\\b(?:a|one|single) sentence\\b");
  private static final Pattern WORDS = Pattern.compile("(?i)\\b(\\d{1,4}) words?\\b");
  private static final String NUMBER = "(-?\\d{1,4}(?:\\.\\d{1,3})?)";
  private static final Pattern RANGE =
      Pattern.compile("(?i)" + NUMBER + "\\s*(?:to|-|–|—|and|through|\\.\\.)\\s*" + NUMBER);
  private static final Pattern OUT_OF = Pattern.compile("(?i)(?:out of|/)\\s*(\\d{1,4})\\b");
  private static final Pattern OPTIONS =
      Pattern.compile(
          "(?i)\\b(?:one of|options?|labels?|categor(?:y|ies)|among|between|from|as|into|either|choose|pick|select)"
              + "(?: the following| these| labels?| options?| categories)*\\s*:?\\s*"
              + "([^.\\n?:;]*(?:,|\\||/|\\bor\\b|\\band\\b)[^.\\n?:;]*)");
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*(?:,\\s*(?:or|and)\\s+|[,|/]|\\bor\\b|\\band\\b)\\s*");
  private static final Pattern ITEM =
      Pattern.compile("(?m)^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+(.{1,60})$");

  /** How many sentences, points or items are asked for. */
  int count(int otherwise) {
    if (SINGLE.matcher(instruction).find()) {
      return 1;
    }
    Matcher asked = COUNT.matcher(instruction);
    if (!asked.find()) {
      return otherwise;
    }
    String word = asked.group(1).toLowerCase(java.util.Locale.ROOT);
    Integer named = NUMBERS.get(word);
    return Math.clamp(named == null ? Integer.parseInt(word) : named, 1, 20);
  }

  /** The greatest number of words allowed. */
  int words() {
    Matcher asked = WORDS.matcher(instruction);
    return asked.find() ? Math.max(5, Integer.parseInt(asked.group(1))) : Integer.MAX_VALUE;
  }

  /** The lowest and the highest grade. */
  double[] scale() {
    Matcher range = RANGE.matcher(instruction);
    if (range.find()) {
      double low = Double.parseDouble(range.group(1));
      double high = Double.parseDouble(range.group(2));
      return low < high ? new double[] {low, high} : new double[] {high, low};
    }
    Matcher outOf = OUT_OF.matcher(instruction);
    return outOf.find()
        ? new double[] {0, Double.parseDouble(outOf.group(1))}
        : new double[] {0, 1};
  }

  /** The answers to choose from, spelled as given; empty where none are. */
  List<String> options() {
    List<String> items = ITEM.matcher(instruction).results().map(m -> m.group(1).strip()).toList();
    if (items.size() > 1) {
      return items;
    }
    List<String> longest = new ArrayList<>();
    for (MatchResult list : OPTIONS.matcher(instruction).results().toList()) {
      List<String> options =
          Arrays.stream(SEPARATOR.split(list.group(1)))
              .map(DemoAsk::bare)
              .filter(option -> !option.isEmpty() && option.length() <= 40)
              .toList();
      if (options.size() > longest.size()) {
        longest = options;
      }
    }
    return longest.isEmpty() && instruction.matches("(?is).*\\byes or no\\b.*")
        ? List.of("yes", "no")
        : longest;
  }

  boolean wantsReason() {
    return instruction.matches(
        "(?is).*\\b(why|explain|reason|reasons|justify|because|comment)\\b.*");
  }

  boolean wantsNumbering() {
    return instruction.matches("(?is).*\\b(numbered|steps?|ordered|ranked)\\b.*");
  }

  private static String bare(String option) {
    return option.strip().replaceAll("^[\"'`“‘(]+|[\"'`”’)]+$", "").strip();
  }
}
