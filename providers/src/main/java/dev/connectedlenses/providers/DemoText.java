package dev.connectedlenses.providers;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text as sentences and words, able to name the sentences that say most of it: those whose words
 * the text uses often, at their best near the beginning and at a readable length.
 */
final class DemoText {
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*•+]|\\d{1,3}[.)])\\s+");
  private static final Pattern HEADING = Pattern.compile("^(?:#{1,6}\\s.*|\\S.{0,40}:\\s*)$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?s).*\\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\\.g|i\\.e|approx|Inc|Ltd|\\p{Lu})\\.\\s*");
  private static final Set<String> STOP_WORDS =
      Set.copyOf(
          Arrays.asList(
              ("a about above after again all also am an and any are as at be because been before"
                      + " being between both but by can cannot could did do does each every few for"
                      + " from had has have he her here him his how i if in into is it its just may"
                      + " me might more most much must my no nor not now of off on once one only or"
                      + " other our out over own said same she should so some such than that the"
                      + " their them then there these they this those through to too two under until"
                      + " up us very was we were what when where which while who whom whose why will"
                      + " with would yet you your one's it's that's")
                  .split(" ")));
  private static final int STEM_LETTERS = 6;
  private static final double TOO_ALIKE = 0.6;

  private final List<String> sentences;
  private final Map<String, Integer> frequencies = new HashMap<>();

  DemoText(String text) {
    this.sentences = sentencesOf(text);
    sentences.forEach(s -> stems(s).forEach(stem -> frequencies.merge(stem, 1, Integer::sum)));
  }

  List<String> sentences() {
    return sentences;
  }

  int wordCount() {
    return sentences.stream().mapToInt(s -> (int) WORD.matcher(s).results().count()).sum();
  }

  /** How many different meaningful words the text has. */
  int vocabulary() {
    return frequencies.size();
  }

  /** The {@code count} most telling sentences in the order of the text, none much like another. */
  List<String> best(int count, DemoFocus focus) {
    List<Integer> ranked =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -weight(i, focus)).thenComparing(i -> i))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    for (Integer candidate : ranked) {
      if (chosen.size() < count && chosen.stream().noneMatch(other -> alike(candidate, other))) {
        chosen.add(candidate);
      }
    }
    return chosen.stream().sorted().map(sentences::get).toList();
  }

  /** Meaningful words as the text spells them, the most frequent first. */
  List<String> keywords(int count) {
    Map<String, String> spelling = new HashMap<>();
    Map<String, Integer> firstSeen = new HashMap<>();
    for (String sentence : sentences) {
      for (String word : words(sentence)) {
        if (word.length() > 3 && !Character.isDigit(word.charAt(0))) {
          spelling.putIfAbsent(stem(word), word);
          firstSeen.putIfAbsent(stem(word), firstSeen.size());
        }
      }
    }
    return spelling.keySet().stream()
        .sorted(
            Comparator.comparingInt((String s) -> -frequencies.getOrDefault(s, 0))
                .thenComparingInt(s -> firstSeen.getOrDefault(s, 0)))
        .limit(count)
        .map(s -> spelling.getOrDefault(s, s))
        .toList();
  }

  static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    words(text).forEach(word -> stems.add(stem(word)));
    return stems;
  }

  static String stem(String word) {
    String small = word.toLowerCase(Locale.ROOT).replaceAll("['’]s?$", "");
    return small.length() <= STEM_LETTERS
        ? small.replaceAll("s$", "")
        : small.substring(0, STEM_LETTERS);
  }

  private static List<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .filter(word -> !STOP_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private double weight(int index, DemoFocus focus) {
    String sentence = sentences.get(index);
    Set<String> stems = stems(sentence);
    int length = (int) WORD.matcher(sentence).results().count();
    double telling = stems.stream().mapToInt(s -> frequencies.getOrDefault(s, 0)).sum();
    double weight = telling / Math.sqrt(Math.max(length, 4.0));
    if (index == 0) {
      weight *= 1.3;
    }
    if (length < 5 || length > 45) {
      weight *= 0.4;
    }
    return weight * (1 + 2.0 * focus.strength(sentence, stems));
  }

  private boolean alike(int left, int right) {
    Set<String> one = stems(sentences.get(left));
    Set<String> other = stems(sentences.get(right));
    long shared = one.stream().filter(other::contains).count();
    int smaller = Math.min(one.size(), other.size());
    return smaller > 0 && (double) shared / smaller > TOO_ALIKE;
  }

  private static List<String> sentencesOf(String text) {
    List<String> all = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      boolean heading = HEADING.matcher(line).matches();
      if (line.isBlank() || heading || ITEM.matcher(line).find()) {
        split(block, all);
      }
      if (heading) {
        continue;
      }
      block.append(ITEM.matcher(line).replaceFirst("").strip()).append(' ');
    }
    split(block, all);
    return all;
  }

  private static void split(StringBuilder block, List<String> into) {
    String text = block.toString().strip();
    block.setLength(0);
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = text.substring(start, end);
      if (end == text.length() || !ABBREVIATION.matcher(sentence).matches()) {
        into.add(sentence.strip());
        start = end;
      }
    }
  }
}
