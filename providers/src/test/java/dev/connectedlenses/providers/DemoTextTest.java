package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences, headings and words of a text. */
final class DemoTextTest {

  @Test
  void wrappedLinesAreOneSentence() {
    assertThat(new DemoText("The boat\nleaves at\nsix. It is\nfull.").sentences())
        .containsExactly("The boat leaves at six.", "It is full.");
  }

  @Test
  void abbreviationsDoNotEndASentence() {
    assertThat(new DemoText("Dr. Ines Falk met Mr. Weiss, e.g. on Monday. They spoke.").sentences())
        .containsExactly("Dr. Ines Falk met Mr. Weiss, e.g. on Monday.", "They spoke.");
  }

  @Test
  void headingsAreNoSentences() {
    DemoText text =
        new DemoText("A title\n\n# Part one\n\nIt rains.\n\nNotes:\nIt snows.\n\nPart two\n\nSun.");
    assertThat(text.sentences()).containsExactly("It rains.", "It snows.", "Sun.");
    assertThat(text.headings()).containsExactly("A title", "Part one", "Part two");
  }

  @Test
  void itemsAreSentences() {
    assertThat(new DemoText("- fog\n* rain\n1. snow\n2) hail").sentences())
        .containsExactly("fog", "rain", "snow", "hail");
  }

  @Test
  void aTextOfHeadingsOnlyIsNotLost() {
    assertThat(new DemoText("hello world").sentences()).containsExactly("hello world");
  }

  @Test
  void nothingIsNothing() {
    DemoText empty = new DemoText(" \n\n ");
    assertThat(empty.sentences()).isEmpty();
    assertThat(empty.best(3, DemoFocus.NONE)).isEmpty();
    assertThat(empty.keywords(3)).isEmpty();
    assertThat(empty.share(DemoFocus.of("ferry"))).isZero();
    assertThat(DemoTitle.of(empty)).isEqualTo("Untitled");
  }

  @Test
  void theBestAreInTheOrderOfTheTextAndUnlike() {
    List<String> best = new DemoText(Samples.FERRY).best(6, DemoFocus.NONE);
    List<String> all = new DemoText(Samples.FERRY).sentences();
    assertThat(best).hasSize(6).isSubsetOf(all).doesNotHaveDuplicates();
    assertThat(best.stream().map(all::indexOf).toList()).isSorted();
    assertThat(
            new DemoText("The boat is late. The boat is late. It rains.").best(3, DemoFocus.NONE))
        .containsExactly("The boat is late.", "It rains.");
  }

  @ParameterizedTest
  @CsvSource({"risks, risk", "Risk, risk", "decisions, decisi", "boat's, boat", "class, clas"})
  void wordsMeetInTheirStem(String word, String stem) {
    assertThat(DemoWords.stem(word)).isEqualTo(stem);
  }

  @Test
  void focusKnowsWordsThatGoTogether() {
    DemoFocus risks = DemoFocus.of("List the main risks of the following text");
    assertThat(risks.strength("The hull failed.")).isPositive();
    assertThat(risks.strength("The sun shines.")).isZero();
    DemoFocus questions = DemoFocus.of("open questions");
    assertThat(questions.strength("Who pays?")).isPositive();
  }

  @Test
  void aTitleIsAMainClause() {
    assertThat(DemoTitle.of(new DemoText("The island is divided. It rained.")))
        .isEqualTo("The island is divided");
    assertThat(DemoTitle.of(new DemoText("The boat sank, because nobody looked.")))
        .isEqualTo("The boat sank");
    assertThat(DemoTitle.of(new DemoText("In spring, it rained on boats.")))
        .doesNotStartWith("In spring");
    assertThat(DemoTitle.given(new DemoText("# Fog\n\nThe boat sank."))).isEqualTo("Fog");
  }

  @Test
  void sectionsHaveLabels() {
    List<DemoSection> sections = DemoSection.of("Text:\nfirst\n\n# Two\nsecond\n\nThree: third");
    assertThat(sections)
        .containsExactly(
            new DemoSection("", "first"),
            new DemoSection("Two", "second"),
            new DemoSection("Three", "third"));
  }
}
