package dev.connectedlenses.providers;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A grade between 0 and 1 for a text. It measures only what can be counted, and the seed moves it
 * by at most a twentieth either way.
 */
record DemoScore(double value) {

  /** Sentences of a readable length and a varied vocabulary raise it. */
  static DemoScore of(DemoText text, DemoSeed seed) {
    int words = Math.max(1, text.wordCount());
    int sentences = Math.max(1, text.sentences().size());
    double perSentence = (double) words / sentences;
    double readable = Math.max(0, 1 - Math.abs(perSentence - 16) / 24);
    double varied = Math.min(1, 1.6 * text.vocabulary() / words);
    return seeded(0.25 + 0.35 * readable + 0.3 * varied, seed);
  }

  /** How much of the text has to do with {@code name}; of its form if that is not its matter. */
  static DemoScore of(String name, DemoText text, DemoSeed seed) {
    double share = text.share(DemoFocus.of(name));
    return share == 0 ? of(text, seed) : seeded(Math.min(1, 0.2 + 1.3 * share), seed);
  }

  private static DemoScore seeded(double grade, DemoSeed seed) {
    return new DemoScore(Math.clamp(grade + 0.1 * (seed.fraction("score") - 0.5), 0, 1));
  }

  /** On a scale; whole numbers unless the scale is at most 2 wide. */
  String on(DemoAsk.Scale scale) {
    double graded = scale.low() + value * (scale.high() - scale.low());
    return scale.high() - scale.low() > 2
        ? Long.toString(Math.round(graded))
        : String.format(Locale.ROOT, "%.2f", graded);
  }

  /** The option whose words the text uses most; the seed decides between equals. */
  static String closest(List<String> options, DemoText text, DemoSeed seed) {
    String first = options.get(seed.pick(options.size(), "choice"));
    return options.stream()
        .max(
            Comparator.comparingDouble((String option) -> text.share(DemoFocus.of(option)))
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
}
