package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text as sentences, able to name those that say most of it: whose words the text uses often, at
 * the head of a paragraph, of a readable length, and that do not lean on the sentence before.
 */
final class DemoText {
  private static final double TOO_ALIKE = 0.6;

  private final List<Line> lines;
  private final List<String> headings;
  private final Map<String, Integer> frequencies = new HashMap<>();

  /** A sentence with what its weight depends on. */
  private record Line(int index, String text, boolean opens, Set<String> stems, int words) {}

  private record Weighed(Line line, double weight) {}

  DemoText(String text) {
    DemoSentences cut = DemoSentences.of(text);
    this.headings = cut.headings();
    this.lines = new ArrayList<>();
    for (DemoSentences.Sentence s : cut.all()) {
      Set<String> stems = DemoWords.stems(s.text());
      stems.forEach(stem -> frequencies.merge(stem, 1, Integer::sum));
      lines.add(new Line(lines.size(), s.text(), s.opens(), stems, DemoWords.count(s.text())));
    }
  }

  List<String> sentences() {
    return lines.stream().map(Line::text).toList();
  }

  /** Headings in the order of the text; the first is likely its title. */
  List<String> headings() {
    return headings;
  }

  int wordCount() {
    return lines.stream().mapToInt(Line::words).sum();
  }

  /** How many different meaningful words the text has. */
  int vocabulary() {
    return frequencies.size();
  }

  /** The {@code count} most telling sentences in the order of the text, none much like another. */
  List<String> best(int count, DemoFocus focus) {
    List<Line> chosen = new ArrayList<>();
    for (Line candidate : ranked(focus)) {
      if (chosen.size() < count && chosen.stream().noneMatch(other -> alike(candidate, other))) {
        chosen.add(candidate);
      }
    }
    return chosen.stream().sorted(Comparator.comparingInt(Line::index)).map(Line::text).toList();
  }

  /** All sentences, the most telling first. */
  List<String> byWeight() {
    return ranked(DemoFocus.NONE).stream().map(Line::text).toList();
  }

  /** The share of sentences, from 0 to 1, in which the focus finds something. */
  double share(DemoFocus focus) {
    long hits = lines.stream().filter(line -> focus.strength(line.text()) > 0).count();
    return lines.isEmpty() ? 0 : (double) hits / lines.size();
  }

  /** Meaningful words as the text spells them first, the most frequent before the others. */
  List<String> keywords(int count) {
    Map<String, String> spelling = new LinkedHashMap<>();
    for (Line line : lines) {
      for (String word : DemoWords.meaningful(line.text())) {
        if (word.length() > 3 && Character.isLetter(word.charAt(0))) {
          spelling.putIfAbsent(DemoWords.stem(word), word);
        }
      }
    }
    return spelling.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -frequencies.getOrDefault(entry.getKey(), 0)))
        .limit(count)
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<Line> ranked(DemoFocus focus) {
    return lines.stream()
        .map(line -> new Weighed(line, weight(line, focus)))
        .sorted(Comparator.comparingDouble((Weighed weighed) -> -weighed.weight()))
        .map(Weighed::line)
        .toList();
  }

  private double weight(Line line, DemoFocus focus) {
    double telling =
        line.stems().stream().mapToInt(stem -> frequencies.getOrDefault(stem, 0)).sum();
    double weight = telling / Math.sqrt(Math.max(line.words(), 6.0)) * ofPlace(line);
    if (line.words() < 4 || line.words() > 40) {
      weight *= 0.5;
    }
    if (DemoWords.leans(line.text())) {
      weight *= 0.6;
    }
    return weight * (1 + 1.5 * focus.strength(line.text()));
  }

  private static double ofPlace(Line line) {
    if (DemoSentences.isLabelled(line.text())) {
      return 0.5;
    }
    return line.index() == 0 ? 1.3 : line.opens() ? 1.15 : 1;
  }

  private static boolean alike(Line one, Line other) {
    long shared = one.stems().stream().filter(other.stems()::contains).count();
    int smaller = Math.min(one.stems().size(), other.stems().size());
    return smaller > 0 && (double) shared / smaller > TOO_ALIKE;
  }
}
