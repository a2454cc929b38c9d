package dev.connectedlenses.providers;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the answers that an instruction lets one choose from, spelled as they are given. */
final class DemoOptions {
  private static final Pattern ITEM =
      Pattern.compile("(?m)^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+(.{1,60}?)\\s*$");
  private static final Pattern MARKED =
      Pattern.compile(
          "(?i)\\b(?:one of|options?|labels?|categor(?:y|ies)|class(?:es)?|choose from|choose between"
              + "|either|among)\\b(?: the following| these| labels?| options?| categories| classes)*"
              + "\\s*(?:are|is)?\\s*:?\\s*([^.\\n?]*[,;|/][^.\\n?]*|[^.\\n?]*\\b(?:or|and)\\b[^.\\n?]*)");
  private static final Pattern LISTED =
      Pattern.compile(
          "(?i)((?:[\\p{L}\\p{N}\"'“”‘’_-]+ ?){1,8}(?:,\\s*[\\p{L}\\p{N}\"'“”‘’_ -]{1,40}?)*,?"
              + " or (?:[\\p{L}\\p{N}\"'“”‘’_-]+ ?){1,8})");
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*(?:[,;]\\s*(?:or|and)\\s+|[,;|/]|\\s(?:or|and)\\s)\\s*");
  private static final int LONGEST = 40;

  private DemoOptions() {}

  /** At least two options, or none. */
  static List<String> in(String instruction) {
    List<String> items =
        ITEM.matcher(instruction).results().map(m -> bare(m.group(1))).distinct().toList();
    if (items.size() > 1) {
      return items;
    }
    Matcher marked = MARKED.matcher(instruction);
    if (marked.find()) {
      List<String> options = options(marked.group(1));
      if (options.size() > 1) {
        return options;
      }
    }
    return LISTED
        .matcher(instruction)
        .results()
        .map(DemoOptions::trimmed)
        .filter(options -> options.size() > 1)
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> options(String list) {
    // "categories fits: a, b" names the options behind the colon
    return Arrays.stream(SEPARATOR.split(list.replaceFirst("^[^,;|/]*:\\s*", "")))
        .map(DemoOptions::bare)
        .filter(option -> !option.isEmpty() && option.length() <= LONGEST)
        .distinct()
        .toList();
  }

  /**
   * "Is the tone positive, neutral or negative here": the words around the list do not belong to
   * its first and last item, which are taken to be as long as those between, or one word.
   */
  private static List<String> trimmed(MatchResult list) {
    String[] items = SEPARATOR.split(list.group(1).strip());
    int words = 1;
    for (int i = 1; i < items.length - 1; i++) {
      words = Math.max(words, items[i].split("\\s+", -1).length);
    }
    String[] first = items[0].split("\\s+", -1);
    String[] last = items[items.length - 1].split("\\s+", -1);
    items[0] = joined(first, Math.max(0, first.length - words), first.length);
    items[items.length - 1] = joined(last, 0, Math.min(words, last.length));
    return Arrays.stream(items)
        .map(DemoOptions::bare)
        .filter(o -> !o.isEmpty())
        .distinct()
        .toList();
  }

  private static String joined(String[] words, int from, int to) {
    return String.join(" ", Arrays.asList(words).subList(from, to));
  }

  private static String bare(String option) {
    return option.strip().replaceAll("^[\"'`“‘(]+|[\"'`”’).:]+$", "").strip();
  }
}
