package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that the demo provider understands, asked for as people ask for them. */
final class DemoWriterTest {
  private static final List<String> SENTENCES = new DemoText(Samples.FERRY).sentences();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Summarise the following text in two sentences: | 2",
        "Summarise the following text in at most three sentences. | 3",
        "Please summarize this in one sentence. | 1",
        "Give me the gist in a single sentence: | 1",
        "You are a careful editor. Write a 4 sentence summary. | 4"
      })
  void aSummaryIsMadeOfAsManySentencesOfTheText(String order, int count) {
    String summary = Samples.ask(order + "\n\nText:\n" + Samples.FERRY);
    List<String> used = SENTENCES.stream().filter(summary::contains).toList();
    assertThat(used).hasSize(count);
    assertThat(summary).isEqualTo(String.join(" ", used));
  }

  @Test
  void aSummaryKeepsToTheWordsAllowed() {
    String summary =
        Samples.ask(
            "\"\"\"\n" + Samples.FERRY + "\n\"\"\"\nImprove the text. Keep it under 60 words.");
    assertThat(DemoWords.count(summary)).isBetween(10, 60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List the five most important points of the following text as bullets. | 5",
        "Extract the 3 key decisions: | 3",
        "Write four bullets for the mayor. | 4",
      })
  void aListHasAsManyItems(String order, int count) {
    String list = Samples.ask(order + "\n\n" + Samples.FERRY);
    assertThat(list.lines()).hasSize(count);
    assertThat(list.lines().map(line -> line.replaceFirst("^- ", ""))).isSubsetOf(SENTENCES);
  }

  @Test
  void whatIsAskedForDecidesWhatIsPicked() {
    String risks = Samples.ask("List three risks:\n\n" + Samples.FERRY);
    String numbers = Samples.ask("List three key figures:\n\n" + Samples.FERRY);
    assertThat(risks).contains("failed its inspection").isNotEqualTo(numbers);
    assertThat(numbers.lines()).allMatch(line -> line.matches(".*\\d.*"));
  }

  @Test
  void stepsAreNumbered() {
    assertThat(Samples.ask("List the steps:\n\n- mix\n- bake\n- eat"))
        .isEqualTo("1. mix\n2. bake\n3. eat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rate the quality of this text from 1 to 10. Answer with the number only.",
        "Score the following from 1 to 10:",
        "How good is this? Give a rating between 1 and 10."
      })
  void aScoreIsAWholeNumberOnTheScale(String order) {
    assertThat(Integer.parseInt(Samples.ask(order + "\n\n" + Samples.FERRY))).isBetween(1, 10);
  }

  @Test
  void aScoreFromZeroToOneHasDecimalsAndAReasonIfAsked() {
    String plain = Samples.ask("Score this from 0 to 1:\n\n" + Samples.FERRY);
    assertThat(Double.parseDouble(plain)).isBetween(0.0, 1.0);
    assertThat(plain).contains(".");
    String reasoned = Samples.ask("Score this from 0 to 1 and explain why:\n\n" + Samples.FERRY);
    assertThat(reasoned).matches("(?s)0\\.\\d\\d\n\nCounted, not judged: .*not an AI.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "Classify the text as one of: sport, ferry, cooking. @ ferry",
        "'Choose the best label.\n- Gardening\n- Boat\n- Law' @ Boat",
        "Which of the following categories fits: music | inspection | chess? @ inspection",
        "Classify as one of: architecture, harbour, gardening, jurisprudence. @ harbour"
      })
  void aChoiceIsTheOptionThatTheTextSpeaksOf(String order, String choice) {
    assertThat(Samples.ask(order + "\n\n" + Samples.FERRY)).isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is the tone positive, neutral or negative? | positive neutral negative",
        "Decide: does this need a person? Answer yes or no. | yes no",
        "Decide whether to approve or reject the request. | approve reject",
        "Classify as \"low\", \"medium\" or \"high\". | low medium high",
        "Choose between red wine and white wine. | red wine white wine"
      })
  void aChoiceIsSpelledAsItWasGiven(String order, String options) {
    String choice = Samples.ask(order + "\n\n" + Samples.FERRY);
    assertThat(options).contains(choice);
    assertThat(choice).isNotBlank().doesNotContain(",");
  }

  @Test
  void aTitleIsOneShortLineOfTheText() {
    String title = Samples.ask("Write a title for the following text.\n\nText:\n" + Samples.FERRY);
    assertThat(title).doesNotContain("\n").hasSizeLessThan(90);
    assertThat(Samples.FERRY.replace('\n', ' ')).contains(title);
    assertThat(title).doesNotEndWith(".").doesNotStartWith("#");
  }

  @Test
  void aBriefHasTheHeadingsOfItsMaterial() {
    String brief =
        Samples.ask(
            "Write a short briefing for the mayor:\n\nSummary:\nThe ferry is full.\n\n"
                + "Risks:\n- fog\n- the second boat failed\n\nText:\n"
                + Samples.MILL);
    assertThat(brief)
        .startsWith("# ")
        .contains("## Summary\n\nThe ferry is full.")
        .contains("## Risks\n\n- fog\n- the second boat failed");
  }

  @Test
  void anEmailHasSubjectGreetingAndPoints() {
    String mail = Samples.ask("Draft an email to the bakers about this:\n" + Samples.MILL);
    assertThat(mail)
        .startsWith("Subject: The mill on the Aar\n\nHello,\n\n")
        .endsWith("Kind regards");
    assertThat(mail.lines().filter(line -> line.startsWith("- "))).hasSizeGreaterThan(2);
  }

  @Test
  void aQuestionIsAnsweredWithWhatTheTextSaysAboutIt() {
    assertThat(Samples.ask("What does a new wheel cost?\n\n" + Samples.MILL)).contains("140,000");
    assertThat(Samples.ask("Who invented jazz?\n\n" + Samples.MILL)).contains("not an AI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Translate into German:", "Say this in French."})
  void itCannotTranslateAndSaysSo(String order) {
    assertThat(Samples.ask(order + "\n\n" + Samples.FERRY))
        .startsWith("The demo provider cannot translate");
  }

  @Test
  void withoutATextItSaysWhatItIs() {
    assertThat(Samples.ask("Write a haiku about rain")).contains("not an AI");
  }

  @Test
  void aBareTextIsSummarised() {
    assertThat(Samples.ask(Samples.FERRY)).isNotBlank().hasSizeLessThan(Samples.FERRY.length() / 2);
  }

  @Test
  void echoRepeats() {
    assertThat(Samples.ask("Echo: hello")).isEqualTo("hello");
    assertThat(Samples.ask("Repeat the following:\n\nline one\nline two"))
        .isEqualTo("line one\nline two");
  }

  @Test
  void neitherLengthNorLanguageBreaksIt() {
    String greek = "Η γέφυρα είναι παλιά. Το νερό ανεβαίνει κάθε χρόνο. Κανείς δεν πληρώνει.";
    assertThat(Samples.ask("Summarise in one sentence:\n\n" + greek))
        .isIn(new DemoText(greek).sentences());
    String chinese = "桥很旧。水每年上涨。";
    assertThat(Samples.ask("Summarise:\n\n" + chinese)).isNotBlank();
    String huge = ("All work and no play makes " + "x".repeat(100) + " dull. ").repeat(3000);
    assertThat(Samples.ask("List five points:\n\n" + huge)).isNotBlank();
  }

  @Test
  void theTourReadsWell() {
    String title =
        Samples.ask("Write a title for the following text.\n\nText:\n" + Samples.MILL)
            .toLowerCase(Locale.ROOT);
    assertThat(title).contains("mill");
    String urgent =
        Samples.ask(
            "Summarise in one sentence why this matter, of urgency 8 out of 10, cannot wait."
                + "\n\nText:\n"
                + Samples.MILL);
    assertThat(new DemoText(Samples.MILL).sentences()).contains(urgent);
  }

  @Test
  void minutesAreReadForWhatWasSaidNotForWhoWasThere() {
    String summary =
        Samples.ask("Summarise in at most three sentences.\n\nText:\n" + Samples.MINUTES);
    assertThat(summary).doesNotContain("Present:").doesNotContain("Next meeting:");
    String risks = Samples.ask("List the three main risks:\n\n" + Samples.MINUTES);
    assertThat(risks).contains("The insurer refuses to pay").doesNotContain("Present:");
  }

  @Test
  void codeWithinATextIsNotTakenForTheText() {
    String manual =
        "Text:\n# The manual\n\nThe server starts with one command and keeps its data. It prints"
            + " a link.\n\n```\n./start now\n```\n\n| a | b |\n| - | - |\n\nA second command stops"
            + " the server again, and the data stays where it is.";
    String points = Samples.ask("List the two main points:\n\n" + manual);
    assertThat(points)
        .contains("The server starts with one command")
        .contains("A second command stops the server")
        .doesNotContain("./start")
        .doesNotContain("|");
  }
}
