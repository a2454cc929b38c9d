package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import dev.connectedlenses.rest.request.OrderTerm.Direction;
import dev.connectedlenses.rest.request.OrderTerm.Nulls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code order} asks for. */
final class OrderParserTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a,-,-",
        "a.asc,ASC,-",
        "a.desc,DESC,-",
        "a.nullsfirst,-,FIRST",
        "a.nullslast,-,LAST",
        "a.asc.nullsfirst,ASC,FIRST",
        "a.desc.nullslast,DESC,LAST",
      })
  void directionsAndNulls(String text, Direction direction, Nulls nulls) {
    assertThat(OrderParser.parse(text))
        .containsExactly(new OrderTerm(null, FieldPath.of("a"), direction, nulls));
  }

  @Test
  void severalTermsWithBlanks() {
    assertThat(OrderParser.parse("a.desc , b, \"c,d\".asc"))
        .extracting(term -> term.field().column())
        .containsExactly("a", "b", "c,d");
  }

  @Test
  void insideJsonAndByRelations() {
    assertThat(OrderParser.parse("a->b->>0.desc"))
        .containsExactly(
            new OrderTerm(
                null,
                new FieldPath(
                    "a", List.of(new JsonStep.Key("b", false), new JsonStep.Index(0, true))),
                Direction.DESC,
                null));
    assertThat(OrderParser.parse("rel(a->b).desc.nullsfirst"))
        .containsExactly(
            new OrderTerm(
                "rel",
                new FieldPath("a", List.of(new JsonStep.Key("b", false))),
                Direction.DESC,
                Nulls.FIRST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "a,",
        "a.",
        "a.up",
        "a.asc.desc",
        "a.nullsfirst.asc",
        "a.nullslast.nullslast",
        "rel(a",
        "rel()",
        "rel(a)b",
        "a b.c",
        "a->",
        "rel(a(b))",
        "a.DESC"
      })
  void theRestIsRefused(String text) {
    assertThat(Refusals.of(() -> OrderParser.parse(text)).message())
        .startsWith("\"failed to parse order (" + text + ")\" (line 1, column ");
  }

  @Test
  void aWrongWordIsToldWhatWasExpected() {
    assertThat(Refusals.details(Refusals.of(() -> OrderParser.parse("a.up"))))
        .isEqualTo("unexpected \"u\" expecting \"asc\", \"desc\", \"nullsfirst\" or \"nullslast\"");
  }
}
