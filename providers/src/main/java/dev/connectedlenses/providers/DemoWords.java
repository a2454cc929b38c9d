package dev.connectedlenses.providers;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words as the demo provider compares them: without those that every text has, cut to a stem. */
final class DemoWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");
  private static final int STEM_LETTERS = 6;

  /** Words that carry no topic. */
  private static final Set<String> STOP_WORDS =
      setOf(
          """
          a about above after again all also am an and any are as at be because been before being
          between both but by can cannot could did do does each every few for from had has have he
          her here him his how however i if in into is it its just may me might more most much must
          my no nor not now of off on once one only or other our out over own said same she should
          so some such than that the their them then there these they this those through to too two
          under until up us very was we were what when where which while who whom whose why will
          with would yet you your one's it's that's
          """);

  /** Words that begin a sentence which leans on the one before. */
  private static final Set<String> LEANING =
      setOf(
          """
          it its they them their he his she her this that these those but and so or yet then also
          however therefore instead otherwise nobody both neither such here there
          """);

  /** Words that a headline may not end or begin with. */
  private static final Set<String> PREPOSITIONS =
      setOf(
          """
          in on at for by with after before since when while if although because as to of from
          during until under over into about than per
          """);

  private DemoWords() {}

  static List<String> of(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  static int count(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  /** The words of the text that carry its topic, in order. */
  static List<String> meaningful(String text) {
    return of(text).stream().filter(word -> !isStopWord(word)).toList();
  }

  static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    meaningful(text).forEach(word -> stems.add(stem(word)));
    return stems;
  }

  /** Stems of all words, also of those that carry no topic: "must" and "cannot" tell of need. */
  static Set<String> allStems(String text) {
    Set<String> stems = new HashSet<>();
    of(text).forEach(word -> stems.add(stem(word)));
    return stems;
  }

  /** What plural, tense and case leave of a word, roughly. */
  static String stem(String word) {
    String small = word.toLowerCase(Locale.ROOT).replaceAll("['’]s?$", "");
    return small.length() <= STEM_LETTERS
        ? small.replaceAll("s$", "")
        : small.substring(0, STEM_LETTERS);
  }

  static boolean isStopWord(String word) {
    return STOP_WORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean leans(String sentence) {
    return LEANING.contains(firstWord(sentence));
  }

  static boolean opensWithPreposition(String sentence) {
    return PREPOSITIONS.contains(firstWord(sentence));
  }

  private static String firstWord(String sentence) {
    var word = WORD.matcher(sentence);
    return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
  }

  private static Set<String> setOf(String words) {
    return Set.copyOf(Arrays.asList(words.strip().split("\\s+")));
  }
}
