package dev.connectedlenses.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Placeholders.Part;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a placeholder and what is only text. */
final class PlaceholdersTest {
  private static String cut(String body) {
    return Placeholders.cut(body).stream()
        .map(part ->
            switch (part) {
              case Part.Text(String text) -> text;
              case Part.Slot(String label, boolean optional, String type) ->
                  "<" + label + (type == null ? "" : ":" + type) + (optional ? "!" : "") + ">";
            })
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Hi [[name]]!|Hi <name>!",
        "[[ a b-c_1 ]]|<a b-c_1>",
        "[[x!]]|<x!>",
        "[[x ! ]]|<x!>",
        "[[x:date]]|<x:date>",
        "[[ x : date ! ]]|<x:date!>",
        "[[x!:date]]|[[x!:date]]",
        "[[x:Date]]|[[x:Date]]",
        "[[x:]]|[[x:]]",
        "[[x::date]]|[[x::date]]",
        "\\[[x]]|[[x]]",
        "\\\\[[x]]|\\[[x]]",
        "[[[x]]]|[<x>]",
        "\\[[[x]]|[[[x]]",
        "[[1, 2], [3]]|[[1, 2], [3]]",
        "[[]]|[[]]",
        "[[ ]]|[[ ]]",
        "[[größe]]|<größe>",
        "[[a[[b]]|[[a<b>",
        "[[a]|[[a]",
        "[[a|[[a",
        "[[|[[",
        "[[a\tb]]|[[a\tb]]",
        "[[a]] [[b]][[c]]|<a> <b><c>",
      })
  void cuts(String body, String expected) {
    assertThat(cut(body)).isEqualTo(expected);
  }

  @Test
  void aPipeIsNoPartOfALabel() {
    assertThat(cut("[[a|b]]")).isEqualTo("[[a|b]]");
  }

  @Test
  void labelsHaveAtMostSixtyFourCharacters() {
    String longest = "x".repeat(60) + "\uD83D\uDE00".repeat(4);
    assertThat(cut("[[" + longest + "]]")).isEqualTo("<" + longest + ">");
    assertThat(cut("[[" + longest + "y]]")).isEqualTo("[[" + longest + "y]]");
  }

  @Test
  void onlyTheAsciiSpaceIsTrimmedAndOnlyAsciiLettersAreFolded() {
    assertThat(cut("[[\u2003a\u2003]]")).isEqualTo("<\u2003a\u2003>");
    assertThat(Label.key("  \u00C4 bC ")).isEqualTo("\u00C4 bc");
    assertThat(Label.key("abc")).isEqualTo("abc");
  }

  @Test
  void cuttingIsLinear() {
    String hostile = "[[a".repeat(40_000) + "[[" + " ".repeat(100_000) + "\\[[".repeat(1000);
    assertThat(cut(hostile)).hasSize(hostile.length() - 1000);
  }
}
