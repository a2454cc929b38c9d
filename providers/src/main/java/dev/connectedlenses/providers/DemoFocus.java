package dev.connectedlenses.providers;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an instruction wants to see in a sentence: its own words, and words that go with them. */
record DemoFocus(Set<String> stems, List<Pattern> shapes) {
  static final DemoFocus NONE = new DemoFocus(Set.of(), List.of());

  private static final Map<String, Set<String>> KIN =
      Map.of(
              "risk",
              """
              risk fail failed failure danger lose loss problem concern delay late threat overrun
              broke worse shortage leak unless uncertain warn fear divided cancelled crack empty
              flood damage refuse object allergic cannot injury breach expire against
              """,
              "problem",
              "problem issue fail failed failure broke complaint wrong delay bug difficult trouble",
              "benefit",
              "benefit gain improve better save faster cheaper success grew growth",
              "opportunity",
              "opportunity chance gain improve grow growth new demand interest propose proposal",
              "action",
              "must should need plan agreed next deadline responsible ask asks prepare present",
              "decision",
              "decide decided decision agreed approved chose voted rejected promised proposed",
              "cause",
              "due caused reason led therefore crack",
              "cost",
              "cost price budget paid pay euro dollar million expensive cheap money spend toll fare",
              "urgency",
              """
              urgent must deadline immediately today tomorrow late soon cancelled fail failed danger
              lose loss patient emergency divided fear cannot warn winter decision decide
              refuse flood until damage
              """)
          .entrySet()
          .stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  e -> DemoWords.stem(e.getKey()), e -> DemoWords.stems(e.getValue())));

  /** Words of instructions that say what to make, not what it is to be about. */
  private static final Set<String> OF_FORM =
      DemoWords.stems(
          """
          text following below point important main key sentence bullet list summarise summary short
          brief write draft title describe extract give answer json return score rate classify
          article document note input content least please word reader editor careful tell explain
          paragraph quality short long plain english matter thing
          """);

  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern QUESTION = Pattern.compile("\\?");
  private static final Set<String> WANTS_DIGITS =
      DemoWords.stems("number figure date fact amount cost metric statistics price");

  static DemoFocus of(String instruction) {
    Set<String> own = new HashSet<>(DemoWords.stems(instruction));
    own.removeAll(OF_FORM);
    Set<String> stems = new HashSet<>(own);
    own.forEach(stem -> stems.addAll(KIN.getOrDefault(stem, Set.of())));
    boolean digits = own.stream().anyMatch(WANTS_DIGITS::contains);
    boolean questions = own.contains(DemoWords.stem("question"));
    return new DemoFocus(
        stems, questions ? List.of(QUESTION) : digits ? List.of(DIGIT) : List.of());
  }

  /** How well a sentence meets the wish, from 0 to 3. */
  double strength(String sentence) {
    long hits = DemoWords.allStems(sentence).stream().filter(stems::contains).count();
    long shaped = shapes.stream().filter(shape -> shape.matcher(sentence).find()).count();
    return Math.min(hits, 2) + shaped;
  }
}
