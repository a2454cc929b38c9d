package dev.connectedlenses.cli.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes to standard error: remarks, a moving line, and errors for people or programs. */
final class NotesTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Notes notes(boolean quiet, boolean colour, boolean moving) {
    return new Notes(new PrintStream(err, true, StandardCharsets.UTF_8), quiet, colour, moving);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void remarksAreLines() {
    notes(false, false, false).say("run 7");
    assertThat(said()).isEqualTo("run 7\n");
  }

  @Test
  void quietLeavesErrorsOnly() {
    Notes quiet = notes(true, true, true);
    quiet.say("run 7");
    quiet.draw("… 3 words");
    quiet.clearLine();
    assertThat(said()).isEmpty();
    quiet.always("error: no");
    assertThat(said()).isEqualTo("error: no\n");
  }

  @Test
  void aMovingLineIsDrawnOverAndClearedBeforeARemark() {
    Notes notes = notes(false, false, true);
    notes.draw("… 1 words");
    notes.draw("… 2 words");
    notes.say("done");
    assertThat(said()).isEqualTo(CLEAR + "… 1 words" + CLEAR + "… 2 words" + CLEAR + "done\n");
  }

  @Test
  void withoutATerminalNothingMoves() {
    Notes notes = notes(false, true, false);
    notes.draw("… 1 words");
    notes.clearLine();
    assertThat(said()).isEmpty();
  }

  @Test
  void coloursAreClosedAgainAndAbsentWhenNotWanted() {
    Notes colour = notes(false, true, false);
    assertThat(colour.green("ok")).isEqualTo("\u001b[32mok\u001b[0m");
    assertThat(colour.red("no")).isEqualTo("\u001b[31mno\u001b[0m");
    assertThat(colour.yellow("hm")).isEqualTo("\u001b[33mhm\u001b[0m");
    assertThat(colour.bold("b")).isEqualTo("\u001b[1mb\u001b[0m");
    assertThat(colour.dim("d")).isEqualTo("\u001b[2md\u001b[0m");
    Notes plain = notes(false, false, false);
    assertThat(plain.green("ok") + plain.red("no") + plain.yellow("hm")).isEqualTo("oknohm");
    assertThat(plain.bold("b") + plain.dim("d")).isEqualTo("bd");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-", "table", "wide", "yaml", "name", "md"})
  void peopleGetALineAndAHint(@Nullable Format format) {
    Exit exit =
        new ErrorReport(notes(true, false, false), format)
            .tell(new CliError(Exit.CONFLICT, "taken", "the name is taken", "choose another"));
    assertThat(exit).isEqualTo(Exit.CONFLICT);
    assertThat(said()).isEqualTo("error: the name is taken\nhint: choose another\n");
  }

  @Test
  void withoutAHintThereIsNoSecondLine() {
    new ErrorReport(notes(false, false, false), Format.table)
        .tell(new CliError(Exit.ERROR, "x", "it broke", null));
    assertThat(said()).isEqualTo("error: it broke\n");
  }

  @ParameterizedTest
  @CsvSource({"json", "jsonl"})
  void programsGetOneObjectInOneLine(Format format) {
    new ErrorReport(notes(false, true, false), format)
        .tell(new CliError(Exit.ERROR, "P0002", "no \"lens\"\nhere", "look", "req-9"));
    assertThat(said().lines()).hasSize(1);
    JsonNode error = JsonMapper.shared().readTree(said()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("P0002");
    assertThat(error.path("message").asString()).isEqualTo("no \"lens\"\nhere");
    assertThat(error.path("hint").asString()).isEqualTo("look");
    assertThat(error.path("request_id").asString()).isEqualTo("req-9");
    assertThat(error.get("details").isNull()).isTrue();
  }

  @Test
  void anErrorWithoutWordsGivesItsCode() {
    CliError usage = CliError.usage("wrong", "do it right");
    assertThat(usage.exit()).isEqualTo(Exit.USAGE);
    assertThat(usage.code()).isEqualTo("usage");
    assertThat(usage.requestId()).isNull();
  }
}
