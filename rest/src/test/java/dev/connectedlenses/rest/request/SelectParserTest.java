package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import dev.connectedlenses.rest.request.SelectItem.Aggregate;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import dev.connectedlenses.rest.request.SelectItem.Field;
import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.request.SelectItem.Spread;
import dev.connectedlenses.rest.request.SelectItem.Star;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code select} asks for. */
final class SelectParserTest {

  private static SelectItem one(String text) {
    List<SelectItem> items = SelectParser.parse(text);
    assertThat(items).as(text).hasSize(1);
    return items.getFirst();
  }

  private static Field plain(String name) {
    return new Field(FieldPath.of(name), null, null, null, null);
  }

  @Test
  void nothingStarAndColumns() {
    assertThat(SelectParser.parse("")).isEmpty();
    assertThat(SelectParser.parse("  ")).isEmpty();
    assertThat(SelectParser.parse("*")).containsExactly(new Star());
    assertThat(SelectParser.parse("a, b ,c")).containsExactly(plain("a"), plain("b"), plain("c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "my col|my col",
        "\"co,l.1\"|co,l.1",
        "\"a\\\"b\"|a\"b",
        "größe|größe",
        "a-b|a-b",
        "$x|$x",
        "_|_",
        "\"\"|``",
      })
  void names(String text, String name) {
    assertThat(one(text)).isEqualTo(plain(name));
  }

  @Test
  void aliasesAndCasts() {
    assertThat(one("x:a")).isEqualTo(new Field(FieldPath.of("a"), "x", null, null, null));
    assertThat(one("a::text")).isEqualTo(new Field(FieldPath.of("a"), null, "text", null, null));
    assertThat(one("x:a::double precision"))
        .isEqualTo(new Field(FieldPath.of("a"), "x", "double precision", null, null));
    assertThat(one("\"x:y\":a")).isEqualTo(new Field(FieldPath.of("a"), "x:y", null, null, null));
  }

  @ParameterizedTest
  @EnumSource(Aggregate.class)
  void aggregates(Aggregate aggregate) {
    assertThat(one("a." + aggregate.word() + "()"))
        .isEqualTo(new Field(FieldPath.of("a"), null, null, aggregate, null));
    assertThat(one("s:a::int." + aggregate.word() + "()::text"))
        .isEqualTo(new Field(FieldPath.of("a"), "s", "int", aggregate, "text"));
    assertThat(((Field) one("a." + aggregate.word() + "()")).outputName())
        .isEqualTo(aggregate.word());
  }

  @Test
  void countsOfRows() {
    assertThat(one("count()"))
        .isEqualTo(new Field(FieldPath.of("*"), null, null, Aggregate.COUNT, null));
    assertThat(one("n:count()::text"))
        .isEqualTo(new Field(FieldPath.of("*"), "n", null, Aggregate.COUNT, "text"));
    assertThat(one("count")).isEqualTo(plain("count"));
  }

  /** Found by the fuzzer after four million inputs. */
  @ParameterizedTest
  @ValueSource(strings = {"count!left()", "\"count\"()", "\"count\"!left()"})
  void aRelationMayBeCalledCount(String text) {
    assertThat(one(text)).isEqualTo(new Embed(null, new Related("count", null, false), List.of()));
    assertThat(one("x:" + text))
        .isEqualTo(new Embed("x", new Related("count", null, false), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a->b|b|false",
        "a->>b|b|true",
        "a->b->>c|c|true",
        "a->b->0|b|false",
        "a->0|a|false",
        "a->\"x.y\"|x.y|false",
        "a->x-y|x-y|false",
        "a->12x|12x|false",
        "a->1234567890|1234567890|false",
      })
  void pathsIntoJsonAreNamedByTheirLastKey(String text, String name, boolean asText) {
    Field field = (Field) one(text);
    assertThat(field.outputName()).isEqualTo(name);
    assertThat(field.path().steps().getLast().asText()).isEqualTo(asText);
  }

  @Test
  void numbersInPathsAreIndexes() {
    Field field = (Field) one("a->3->-2->>0");
    assertThat(field.path().steps())
        .containsExactly(
            new JsonStep.Index(3, false),
            new JsonStep.Index(-2, false),
            new JsonStep.Index(0, true));
  }

  @Test
  void relations() {
    assertThat(one("r(*)"))
        .isEqualTo(new Embed(null, new Related("r", null, false), List.of(new Star())));
    assertThat(one("r()")).isEqualTo(new Embed(null, new Related("r", null, false), List.of()));
    assertThat(one("x:r!fk!inner(a,s(b))"))
        .isEqualTo(
            new Embed(
                "x",
                new Related("r", "fk", true),
                List.of(
                    plain("a"),
                    new Embed(null, new Related("s", null, false), List.of(plain("b"))))));
    assertThat(one("r!inner!fk(a)")).isEqualTo(one("r!fk!inner(a)"));
    assertThat(one("r!left(a)")).isEqualTo(one("r(a)"));
    assertThat(one("...r!fk(a,b:c)"))
        .isEqualTo(
            new Spread(
                new Related("r", "fk", false),
                List.of(plain("a"), new Field(FieldPath.of("c"), "b", null, null, null))));
    assertThat(one("\"odd rel\"(a)"))
        .isEqualTo(new Embed(null, new Related("odd rel", null, false), List.of(plain("a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,|3|unexpected end of input",
        ",a|1|unexpected \",\"",
        "a b,c)|6|unexpected \")\"",
        "r(a|4|unexpected end of input",
        "a.foo()|3|unexpected \"f\"",
        "a->|4|unexpected end of input",
        "\"a|3|unexpected end of input",
        "x:|3|unexpected end of input",
        "...|4|unexpected end of input",
        "...r|5|unexpected end of input",
        "a..b|3|unexpected \".\"",
      })
  void refusalsSayWhere(String text, int column, String details) {
    ApiError error = Refusals.of(() -> SelectParser.parse(text));
    assertThat(error.code()).isEqualTo("PGRST100");
    assertThat(Refusals.details(error)).startsWith(details);
    assertThat(error.message())
        .isEqualTo(
            "\"failed to parse select parameter (%s)\" (line 1, column %d)"
                .formatted(text, column));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 200, 201, 20_000})
  void nestingHasAnEndBeforeTheStackHas(int depth) {
    String text = "r(".repeat(depth) + "a" + ")".repeat(depth);
    if (depth <= Cursor.DEEPEST) {
      assertThat(SelectParser.parse(text)).hasSize(1);
    } else {
      assertThat(Refusals.of(() -> SelectParser.parse(text)).code()).isEqualTo("PGRST100");
    }
  }
}
