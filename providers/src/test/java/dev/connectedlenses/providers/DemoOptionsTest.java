package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers an instruction lets one choose from. */
final class DemoOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Classify as one of: bug, feature, question.             | bug;feature;question",
        "Choose from red, green or blue.                         | red;green;blue",
        "Pick one of these labels: urgent / normal / low         | urgent;normal;low",
        "Options are yes or no.                                  | yes;no",
        "Which of the categories fits: sport, politics, weather? | sport;politics;weather",
        "Is the tone positive, neutral or negative?              | positive;neutral;negative",
        "Say whether this is spam or ham                         | spam;ham",
        "One of: \"a b\", 'c d', (e f).                          | a b;c d;e f",
        "One of: same, same, other.                              | same;other"
      })
  void theyAreFoundAsTheyAreSpelled(String instruction, String options) {
    assertThat(DemoOptions.in(instruction)).isEqualTo(List.of(options.split(";")));
  }

  @Test
  void aListOfLinesIsAListOfOptions() {
    assertThat(DemoOptions.in("Choose:\n- Bug\n- Feature request\n- Question\n"))
        .containsExactly("Bug", "Feature request", "Question");
    assertThat(DemoOptions.in("Choose:\n1. first\n2) second\n")).containsExactly("first", "second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sum up this text.",
        "Choose one of: this.",
        "- a single item",
        "Write a story about tea"
      })
  void whereThereIsNothingToChooseThereAreNone(String instruction) {
    assertThat(DemoOptions.in(instruction)).isEmpty();
  }

  @Test
  void whatIsTooLongForAnOptionIsNone() {
    String sentence = "a very long clause that goes on and on about nothing much at all really";
    assertThat(DemoOptions.in("Choose from short, " + sentence + ", brief."))
        .doesNotContain(sentence);
  }
}
