package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an instruction wants to see in a sentence: its own words, and words that go with them. */
record DemoFocus(Set<String> stems, List<Pattern> shapes) {
  static final DemoFocus NONE = new DemoFocus(Set.of(), List.of());

  private static final Map<String, String> KIN_BY_WORD =
      Map.of(
          "risk",
              "risk fail failure danger loss problem concern delay late threat overrun broke"
                  + " worse shortage leak however although unless uncertain warn warning",
          "problem", "problem issue fail failure broke complaint wrong delay bug difficult trouble",
          "benefit", "benefit gain improve better save faster cheaper success grew growth more",
          "opportunity", "opportunity could chance gain improve grow growth new demand interest",
          "action", "must should will need plan agreed next deadline responsible ask prepare",
          "decision", "decided decision agreed approved chose will voted rejected",
          "cause", "because since due caused reason led therefore",
          "cost", "cost price budget paid euro dollar expensive cheap money spend");
  private static final Map<String, Set<String>> KIN =
      KIN_BY_WORD.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  e -> DemoText.stem(e.getKey()), e -> DemoText.stems(e.getValue())));
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern QUESTION = Pattern.compile("\\?");
  private static final Set<String> WANTS_DIGITS =
      Set.of("number", "figure", "date", "fact", "amount", "cost", "metric", "statis");

  static DemoFocus of(String instruction) {
    Set<String> own = DemoText.stems(instruction);
    Set<String> stems = new HashSet<>(own);
    List<Pattern> shapes = new ArrayList<>();
    for (String stem : own) {
      stems.addAll(KIN.getOrDefault(stem, Set.of()));
      if (WANTS_DIGITS.contains(stem)) {
        shapes.add(DIGIT);
      }
      if (stem.equals("questi")) {
        shapes.add(QUESTION);
      }
    }
    return new DemoFocus(stems, shapes);
  }

  /** How well a sentence meets the wish, from 0 to about 3. */
  double strength(String sentence, Set<String> sentenceStems) {
    long hits = sentenceStems.stream().filter(stems::contains).count();
    long shaped = shapes.stream().filter(shape -> shape.matcher(sentence).find()).count();
    return Math.min(hits, 2) + shaped;
  }
}
