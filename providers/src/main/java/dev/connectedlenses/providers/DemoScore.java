package dev.connectedlenses.providers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A grade between 0 and 1 for a text. It measures only what can be counted: sentences of a readable
 * length and a varied vocabulary raise it, and the seed moves it by at most a tenth.
 */
record DemoScore(double value) {

  static DemoScore of(DemoText text, DemoSeed seed) {
    int words = Math.max(1, text.wordCount());
    int sentences = Math.max(1, text.sentences().size());
    double perSentence = (double) words / sentences;
    double readable = Math.max(0, 1 - Math.abs(perSentence - 16) / 24);
    double varied = Math.min(1, 1.6 * text.vocabulary() / words);
    double grade = 0.25 + 0.35 * readable + 0.3 * varied + 0.2 * (seed.fraction("score") - 0.5);
    return new DemoScore(Math.clamp(grade, 0, 1));
  }

  /** On a scale; whole numbers unless the scale is at most 2 wide. */
  String on(double low, double high) {
    double graded = low + value * (high - low);
    return high - low > 2
        ? Long.toString(Math.round(graded))
        : String.format(Locale.ROOT, "%.2f", graded);
  }

  /** The option whose words the text uses most; the seed decides between equals. */
  static String closest(List<String> options, DemoText text, DemoSeed seed) {
    String first = options.get(seed.pick(options.size(), "choice"));
    return options.stream()
        .max(
            Comparator.comparingLong((String option) -> uses(option, text))
                .thenComparing(option -> option.equals(first)))
        .orElse(first);
  }

  static String basis(DemoText text) {
    return String.format(
        Locale.ROOT,
        "Counted, not judged: %d words in %d sentences, %d different words that carry meaning. The"
            + " demo provider is not an AI.",
        text.wordCount(),
        text.sentences().size(),
        text.vocabulary());
  }

  private static long uses(String option, DemoText text) {
    var wanted = DemoFocus.of(option);
    return text.sentences().stream()
        .filter(sentence -> wanted.strength(sentence, DemoText.stems(sentence)) > 0)
        .count();
  }
}
