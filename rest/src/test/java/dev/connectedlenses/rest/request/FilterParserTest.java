package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.request.Condition.Filter;
import dev.connectedlenses.rest.request.Condition.Group;
import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import dev.connectedlenses.rest.request.Operation.Operator;
import dev.connectedlenses.rest.request.Operation.Quantifier;
import dev.connectedlenses.rest.request.Operation.SearchKind;
import dev.connectedlenses.rest.request.Operation.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right side of {@code column=…}, and logic trees. */
final class FilterParserTest {

  private static final FieldPath COLUMN = FieldPath.of("a");

  private final Values values = new Values();

  private Filter filter(String text) {
    return FilterParser.filter(COLUMN, text, values);
  }

  private Group group(String text) {
    return FilterParser.group(false, true, text, values);
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void everyOperatorByItsWord(Operator operator) {
    Filter filter = filter(operator.word() + ".x.y");
    assertThat(filter.negated()).isFalse();
    assertThat(filter.operation()).isEqualTo(new Operation.Compare(operator, null, new Place(0)));
    assertThat(values.text(new Place(0))).isEqualTo("x.y");
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void anyAndAllWhereTheyMeanSomething(Operator operator) {
    if (operator.quantifiable()) {
      assertThat(filter(operator.word() + "(any).{1,2}").operation())
          .isEqualTo(new Operation.Compare(operator, Quantifier.ANY, new Place(0)));
      assertThat(filter("not." + operator.word() + "(all).{}"))
          .isEqualTo(
              new Filter(
                  COLUMN, true, new Operation.Compare(operator, Quantifier.ALL, new Place(1))));
    } else {
      assertThat(Refusals.of(() -> filter(operator.word() + "(any).{1}")).code())
          .isEqualTo("PGRST100");
    }
  }

  @ParameterizedTest
  @EnumSource(Truth.class)
  void whatAValueIs(Truth truth) {
    assertThat(filter("is." + truth.word()).operation()).isEqualTo(new Operation.Is(truth));
    assertThat(filter("not.is." + truth.word().toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(new Filter(COLUMN, true, new Operation.Is(truth)));
  }

  @ParameterizedTest
  @EnumSource(SearchKind.class)
  void searchesWithAndWithoutALanguage(SearchKind kind) {
    assertThat(filter(kind.word() + ".fat & rat").operation())
        .isEqualTo(new Operation.Search(kind, null, new Place(0)));
    assertThat(filter(kind.word() + "(german).katze").operation())
        .isEqualTo(new Operation.Search(kind, new Place(1), new Place(2)));
    assertThat(values.text(new Place(1))).isEqualTo("german");
    assertThat(values.text(new Place(2))).isEqualTo("katze");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "in.(a,b)|a;b",
        "in.()|``",
        "in.( a, b)|a;b",
        "in.(a b,c)|a b;c",
        "in.(\"a,b\",c)|a,b;c",
        "in.(\"a\\\"b\",\"c\\\\d\")|a\"b;c\\d",
        "in.(\"a\"b,c)|\"a\"b;c",
        "in.(,)|;",
        "in.(a.b:c)|a.b:c",
      })
  void lists(String text, String elements) {
    assertThat(filter(text).operation()).isEqualTo(new Operation.In(new Place(0)));
    assertThat(String.join(";", values.list(new Place(0)))).isEqualTo(elements);
  }

  @Test
  void inequalityThatKnowsNull() {
    assertThat(filter("isdistinct.null").operation())
        .isEqualTo(new Operation.IsDistinct(new Place(0)));
    assertThat(values.text(new Place(0))).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eq.", "eq.a=b", "eq.\"quoted\"", "eq. blank ", "eq.(x)", "eq.💡"})
  void besideAColumnTheValueIsTheRest(String text) {
    filter(text);
    assertThat(values.text(new Place(0))).isEqualTo(text.substring(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo.1|unexpected \"f\" expecting \"not\" or operator (eq, gt, ...)|1",
        "not.foo.1|unexpected \"f\" expecting operator (eq, gt, ...)|5",
        "eq|unexpected end of input expecting operator (eq, gt, ...)|3",
        "is.maybe|unexpected \"m\" expecting isVal: (null, not_null, true, false, unknown)|4",
        "in.a|unexpected \"a\" expecting \"(\"|4",
        "in.(a|unexpected end of input expecting \",\" or \")\"|6",
        "fts().x|unexpected \")\" expecting operator (eq, gt, ...)|5",
        "eq(some).1|unexpected \"(\" expecting operator (eq, gt, ...)|3",
        "EQ.1|unexpected \"E\" expecting \"not\" or operator (eq, gt, ...)|1",
      })
  void refusalsSayWhereAndWhat(String text, String details, int column) {
    ApiError error = Refusals.of(() -> filter(text));
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("PGRST100");
    assertThat(error.message())
        .isEqualTo("\"failed to parse filter (%s)\" (line 1, column %d)".formatted(text, column));
    assertThat(Refusals.details(error)).isEqualTo(details);
  }

  @Test
  void treesNest() {
    Group tree = group("(a.eq.1,not.and(b.is.null,c->d.in.(x,\"y,z\")),or(e.gt.2))");
    assertThat(tree.members()).hasSize(3);
    Group inner = (Group) tree.members().get(1);
    assertThat(inner.negated()).isTrue();
    assertThat(inner.any()).isFalse();
    Filter list = (Filter) inner.members().get(1);
    assertThat(list.field()).isEqualTo(new FieldPath("c", List.of(new JsonStep.Key("d", false))));
    assertThat(values.list(new Place(1))).containsExactly("x", "y,z");
    assertThat(((Group) tree.members().get(2)).any()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(a.eq.1)|1",
        "( a.eq.1,b.eq.2)|1",
        "(a.eq.\"1,2)\")|1,2)",
        "(a.eq.\"say \\\"hi\\\"\")|say \"hi\"",
        "(a.cs.{1,2})|{1,2}",
        "(a.eq.{)|{",
        "(a.eq.x.y:z)|x.y:z",
        "(or.eq.1)|1",
        "(and.eq.1)|1",
        "(orange.eq.1)|1",
        "(not.eq.1)|1",
        "(\"a b\".eq.1)|1",
      })
  void valuesInsideATreeEndAtCommasAndBrackets(String text, String value) {
    Group tree = group(text);
    assertThat(tree.members()).isNotEmpty();
    assertThat(values.text(new Place(0))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "()",
        "(a)",
        "(a.eq)",
        "(a.eq.1",
        "a.eq.1",
        "(a.eq.1)x",
        "(a.eq.1,)",
        "(,a.eq.1)",
        "(or())",
        "(not.or)",
        "(a.eq.1 b.eq.2",
        "(a..eq.1)",
        "",
        "((a.eq.1))",
        "(a.foo.1)"
      })
  void treesThatAreNoneAreRefused(String text) {
    ApiError error = Refusals.of(() -> group(text));
    assertThat(error.code()).isEqualTo("PGRST100");
    assertThat(error.message()).contains("failed to parse logic tree");
    assertThat(Refusals.details(error)).startsWith("unexpected ").contains(" expecting ");
  }

  @ParameterizedTest
  @CsvSource({
    "eq.1,true",
    "not.in.(1),true",
    "is.null,true",
    "fts(english).x,true",
    "1,false",
    "eq,false",
    "eqq.1,false",
    "is.maybe,false",
    "in.(1,false",
    "{1},false",
    "a.b,false"
  })
  void whatReadsLikeAFilterIsOneAndTheRestAreArguments(String text, boolean filter) {
    int before = values.mark();
    assertThat(FilterParser.filterOrNull(COLUMN, text, values) != null).isEqualTo(filter);
    if (!filter) {
      assertThat(values.mark()).as("nothing is left behind").isEqualTo(before);
    }
  }
}
