package dev.connectedlenses.cli.out;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The same rows in every format. */
final class PrinterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("slug", "slug"),
          Column.of("title", "title"),
          Column.time("updated", "updated_at"),
          Column.wide("id", "id"));
  private static final String ROWS =
      """
      [{"slug":"tea","title":"How to | brew","updated_at":"2026-11-23T09:00:00Z","id":"1"},
       {"slug":"coffee-long","title":null,"updated_at":null,"id":"2","more":{"a":[1]}}]
      """;

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String list(Format format, List<String> fields, JsonNode rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printer(out, format, fields).list(rows, COLUMNS);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String one(Format format, List<String> fields, JsonNode row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printer(out, format, fields).one(row, COLUMNS);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Printer printer(ByteArrayOutputStream out, Format format, List<String> fields) {
    return new Printer(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        format,
        fields,
        new Times(Times.Style.utc, CLOCK));
  }

  /** A model, or somebody who shares a lens, may have written it. */
  @Test
  void nothingThatIsShownControlsTheTerminal() {
    String evil = "a\u001b]52;c;ZXZpbA==\u0007b\u009b2Jc\u007f\td\ne";
    assertThat(Printer.harmless(evil)).isEqualTo("a␛]52;c;ZXZpbA==␇b␡2Jc␡\td\ne");
    assertThat(Printer.harmless("İstanbul – 東京 👋")).isEqualTo("İstanbul – 東京 👋");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (boolean terminal : new boolean[] {true, false}) {
      out.reset();
      new Printer(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              Format.table,
              List.of(),
              new Times(Times.Style.utc, CLOCK),
              terminal)
          .text("a\u001b[2J");
      assertThat(out.toString(StandardCharsets.UTF_8))
          .as("what goes to a file is as it was, terminal: %s", terminal)
          .isEqualTo(terminal ? "a␛[2J\n" : "a\u001b[2J\n");
    }
  }

  @Test
  void tablesAreAlignedAndEmptyCellsLeaveNoBlanksAtTheEnd() {
    assertThat(list(Format.table, List.of(), json(ROWS)))
        .isEqualTo(
            """
            SLUG         TITLE          UPDATED
            tea          How to | brew  2026-11-23 09:00:00Z
            coffee-long
            """);
  }

  @Test
  void wideTablesHaveAllColumns() {
    assertThat(list(Format.wide, List.of(), json(ROWS)).lines())
        .containsExactly(
            "SLUG         TITLE          UPDATED               ID",
            "tea          How to | brew  2026-11-23 09:00:00Z  1",
            "coffee-long                                       2");
  }

  @Test
  void markdownKeepsItsBars() {
    assertThat(list(Format.md, List.of(), json(ROWS)))
        .isEqualTo(
            """
            | SLUG | TITLE | UPDATED |
            | --- | --- | --- |
            | tea | How to \\| brew | 2026-11-23 09:00:00Z |
            | coffee-long |  |  |
            """);
  }

  @Test
  void namesAreWhatOtherCommandsTake() {
    assertThat(list(Format.name, List.of(), json(ROWS))).isEqualTo("tea\ncoffee-long\n");
    assertThat(list(Format.name, List.of(), json("[{\"id\":7},{\"handle\":\"ada\",\"id\":8},{}]")))
        .isEqualTo("7\nada\n{}\n");
    assertThat(list(Format.name, List.of(), json("[{\"title\":\"Start\",\"request_id\":\"r1\"}]")))
        .as("what waits for a decision")
        .isEqualTo("r1\n");
  }

  @Test
  void machinesGetEverythingAsTheServerSaidIt() {
    assertThat(json(list(Format.json, List.of(), json(ROWS)))).isEqualTo(json(ROWS));
    assertThat(list(Format.jsonl, List.of(), json(ROWS)).lines().map(PrinterTest::json))
        .containsExactlyElementsOf(json(ROWS));
    assertThat(YAMLMapper.shared().readTree(list(Format.yaml, List.of(), json(ROWS))))
        .isEqualTo(json(ROWS));
  }

  @Test
  void fieldsAreChosenInTheirOrderAndMissingOnesAreNull() {
    List<String> fields = List.of("id", "nothing", "slug");
    assertThat(list(Format.jsonl, fields, json(ROWS)))
        .isEqualTo(
            "{\"id\":\"1\",\"nothing\":null,\"slug\":\"tea\"}\n{\"id\":\"2\",\"nothing\":null,\"slug\":\"coffee-long\"}\n");
    assertThat(list(Format.table, List.of("slug", "updated_at"), json(ROWS)).lines().findFirst())
        .contains("SLUG         UPDATED AT");
    assertThat(json(one(Format.json, fields, json(ROWS).get(0))))
        .isEqualTo(json("{\"id\":\"1\",\"nothing\":null,\"slug\":\"tea\"}"));
  }

  @Test
  void oneThingIsAFieldALine() {
    assertThat(one(Format.table, List.of(), json(ROWS).get(0)))
        .isEqualTo("slug     tea\ntitle    How to | brew\nupdated  2026-11-23 09:00:00Z\n");
    assertThat(one(Format.table, List.of(), json("{}"))).isEqualTo("slug\ntitle\nupdated\n");
    assertThat(one(Format.name, List.of(), json(ROWS).get(1))).isEqualTo("coffee-long\n");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void nothingIsPrintedAsNothing(Format format) {
    String text = list(format, List.of(), json("[]"));
    switch (format) {
      case table, wide -> assertThat(text.lines()).hasSize(1);
      case md -> assertThat(text.lines()).hasSize(2);
      case json -> assertThat(json(text)).isEqualTo(json("[]"));
      case yaml -> assertThat(YAMLMapper.shared().readTree(text)).isEqualTo(json("[]"));
      case jsonl, name -> assertThat(text).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aTextIsItselfOrOneField(Format format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printer(out, format, List.of()).text("two\nlines");
    String text = out.toString(StandardCharsets.UTF_8);
    switch (format) {
      case json, jsonl -> assertThat(json(text)).isEqualTo(json("{\"text\":\"two\\nlines\"}"));
      case yaml ->
          assertThat(YAMLMapper.shared().readTree(text))
              .isEqualTo(json("{\"text\":\"two\\nlines\"}"));
      case table, wide, md, name -> assertThat(text).isEqualTo("two\nlines\n");
    }
  }

  @Test
  void longTextsAreCutButNeverInTheMiddleOfACharacter() {
    JsonNode row = JsonMapper.shared().createObjectNode().put("slug", "𝄞".repeat(50)).put("x", 1);
    ArrayNode rows = JsonMapper.shared().createArrayNode().add(row);
    String cell =
        list(Format.table, List.of("slug", "x"), rows).lines().skip(1).findFirst().orElse("");
    String shown = cell.substring(0, cell.indexOf('…'));
    assertThat(shown).as("whole characters only").isEqualTo("𝄞".repeat(shown.length() / 2));
    assertThat(shown.length()).isBetween(76, 79);
    assertThat(list(Format.json, List.of(), rows)).contains("𝄞".repeat(50));
  }

  @Test
  void lineBreaksDoNotTearATable() {
    JsonNode rows = json("[{\"slug\":\"a\\n\\tb   c\",\"title\":\"t\"}]");
    assertThat(list(Format.table, List.of(), rows).lines().skip(1)).containsExactly("a b c  t");
  }

  @Test
  void columnsBeginAtTheSamePlaceInEveryLine() {
    Property.forAll(
        0x7AB1EL,
        300,
        random -> {
          ArrayNode rows = JsonMapper.shared().createArrayNode();
          int count = random.nextInt(1, 8);
          for (int i = 0; i < count; i++) {
            rows.addObject()
                .put("slug", "s".repeat(random.nextInt(0, 90)))
                .put("title", "T".repeat(random.nextInt(1, 90)));
          }
          return rows;
        },
        rows -> {
          List<String> lines = list(Format.table, List.of("slug", "title"), rows).lines().toList();
          int start = lines.getFirst().indexOf("TITLE");
          assertThat(lines).hasSize(rows.size() + 1);
          assertThat(lines.stream().skip(1))
              .allSatisfy(line -> {
                assertThat(line.charAt(start)).isEqualTo('T');
                assertThat(line.substring(0, start)).doesNotContain("T").endsWith("  ");
              });
        });
  }
}
