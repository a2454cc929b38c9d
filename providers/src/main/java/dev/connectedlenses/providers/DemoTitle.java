package dev.connectedlenses.providers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a headline: a short main clause that the text itself has, the more telling the better, or
 * else its most frequent words.
 */
final class DemoTitle {
  private static final Pattern CLAUSE_END =
      Pattern.compile(
          "[,;:](?=\\s)|[–—(]|\\s(?:because|which|who|that|when|while|although|but|and)\\s|[.!?…]+[\"'”’)]*$");
  private static final int FEWEST_WORDS = 3;
  private static final int MOST_WORDS = 12;
  private static final int SENTENCES_TRIED = 6;

  private DemoTitle() {}

  static String of(DemoText text) {
    Set<String> headings = DemoWords.stems(String.join(" ", text.headings()));
    Set<String> frequent = DemoWords.stems(String.join(" ", text.keywords(2)));
    return text.byWeight().stream()
        .limit(SENTENCES_TRIED)
        .filter(sentence -> !DemoWords.leans(sentence))
        .map(DemoTitle::clause)
        .filter(DemoTitle::fits)
        // the first of those that name most of the topic
        .sorted(Comparator.comparingLong(clause -> -named(clause, headings, frequent)))
        .findFirst()
        .orElseGet(() -> ofKeywords(text.keywords(3)));
  }

  /** A word of the text's own heading says more about the topic than a frequent word. */
  private static long named(String clause, Set<String> headings, Set<String> frequent) {
    Set<String> stems = DemoWords.stems(clause);
    return 2 * stems.stream().filter(headings::contains).count()
        + stems.stream().filter(frequent::contains).count();
  }

  /** The title that the text brings along, or else a headline. */
  static String given(DemoText text) {
    return text.headings().isEmpty() ? of(text) : text.headings().getFirst();
  }

  private static String clause(String sentence) {
    var end = CLAUSE_END.matcher(sentence);
    if (!end.find()) {
      return sentence;
    }
    boolean whole = end.end() == sentence.length();
    // "In spring, …" is no headline, "In spring the county proposed a bridge." is
    return !whole && DemoWords.opensWithPreposition(sentence)
        ? ""
        : sentence.substring(0, end.start()).strip();
  }

  private static boolean fits(String clause) {
    int words = clause.isEmpty() ? 0 : clause.split("\\s+", -1).length;
    return words >= FEWEST_WORDS && words <= MOST_WORDS;
  }

  private static String ofKeywords(List<String> words) {
    return switch (words.size()) {
      case 0 -> "Untitled";
      case 1 -> capital(words.get(0));
      case 2 -> capital(words.get(0)) + " and " + words.get(1);
      default -> capital(words.get(0)) + ", " + words.get(1) + " and " + words.get(2);
    };
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
