package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import dev.connectedlenses.rest.request.SelectItem.Aggregate;
import dev.connectedlenses.rest.request.SelectItem.Field;
import dev.connectedlenses.rest.request.SelectItem.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed parses to what was printed, and whatever else is parsed or refused. */
final class GrammarTest {

  private static final int CASES = 5_000;
  private static final String LETTERS = "ab z_$9\"\\,.:()!->*{}üx'";

  private final Random random = new Random(42);
  private Values values = new Values();

  private String text() {
    StringBuilder text = new StringBuilder("q");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private Place value() {
    return values.add(text());
  }

  private <T> List<T> list(int least, int most, Supplier<T> of) {
    List<T> list = new ArrayList<>();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      list.add(of.get());
    }
    return list;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private FieldPath path() {
    return new FieldPath(text(), list(0, 2, this::step));
  }

  private JsonStep step() {
    boolean asText = random.nextBoolean();
    return random.nextBoolean()
        ? new JsonStep.Key(text(), asText)
        : new JsonStep.Index(random.nextInt(20) - 10, asText);
  }

  private SelectItem item(int depth) {
    return switch (random.nextInt(depth > 3 ? 3 : 5)) {
      case 0 -> new SelectItem.Star();
      case 1 -> new Field(path(), random.nextBoolean() ? text() : null, null, null, null);
      case 2 ->
          new Field(path(), null, "integer", any(List.of(Aggregate.values())), "double precision");
      case 3 ->
          new SelectItem.Embed(
              random.nextBoolean() ? text() : null, related(), list(0, 3, () -> item(depth + 1)));
      default -> new SelectItem.Spread(related(), list(0, 3, () -> item(depth + 1)));
    };
  }

  private Related related() {
    return new Related(text(), random.nextBoolean() ? text() : null, random.nextBoolean());
  }

  private Condition condition(int depth) {
    if (depth < 4 && random.nextInt(3) == 0) {
      return new Condition.Group(
          random.nextBoolean(), random.nextBoolean(), list(1, 3, () -> condition(depth + 1)));
    }
    return new Condition.Filter(path(), random.nextBoolean(), operation());
  }

  private Operation operation() {
    Operation.Operator operator = any(List.of(Operation.Operator.values()));
    return switch (random.nextInt(5)) {
      case 0 -> new Operation.In(values.add(list(1, 4, this::text)));
      case 1 -> new Operation.Is(any(List.of(Operation.Truth.values())));
      case 2 -> new Operation.IsDistinct(value());
      case 3 ->
          new Operation.Search(
              any(List.of(Operation.SearchKind.values())),
              random.nextBoolean() ? values.add("english") : null,
              value());
      default ->
          new Operation.Compare(
              operator,
              operator.quantifiable() && random.nextBoolean() ? Operation.Quantifier.ANY : null,
              value());
    };
  }

  private OrderTerm term() {
    return new OrderTerm(
        random.nextBoolean() ? text() : null,
        path(),
        random.nextBoolean() ? OrderTerm.Direction.DESC : null,
        random.nextBoolean() ? OrderTerm.Nulls.LAST : null);
  }

  @Test
  void selectsComeBackAsTheyWere() {
    for (int i = 0; i < CASES; i++) {
      List<SelectItem> items = list(0, 4, () -> item(0));
      String text = GrammarPrinter.select(items);
      assertThat(SelectParser.parse(text)).as(text).isEqualTo(items);
    }
  }

  @Test
  void conditionsComeBackAsTheyWere() {
    for (int i = 0; i < CASES; i++) {
      values = new Values();
      Condition.Group group = new Condition.Group(false, true, list(1, 4, () -> condition(0)));
      String text = new GrammarPrinter(values).members(group);
      Values read = new Values();
      assertThat(FilterParser.group(false, true, text, read)).as(text).isEqualTo(group);
      assertThat(read).as(text).isEqualTo(values);
    }
  }

  @Test
  void ordersComeBackAsTheyWere() {
    for (int i = 0; i < CASES; i++) {
      List<OrderTerm> terms = list(1, 3, this::term);
      String text = GrammarPrinter.order(terms);
      assertThat(OrderParser.parse(text)).as(text).isEqualTo(terms);
    }
  }

  @Test
  void anythingElseIsParsedOrRefused() {
    for (int i = 0; i < CASES * 4; i++) {
      String text = String.join("", list(0, 12, this::text));
      for (String name : List.of("select", "order", "or", "a", "a.b.order", text, "columns")) {
        RawQuery query = new RawQuery(List.of(new RawQuery.Pair(name, text)));
        assertThatCode(() -> parsed(query)).as("%s=%s", name, text).doesNotThrowAnyException();
      }
    }
  }

  private static boolean parsed(RawQuery query) {
    try {
      return QueryParser.parse(query, false, true, new Values()) != null;
    } catch (RestException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "((", "a(", "and("})
  void deepNestingIsRefusedNotOverflown(String piece) {
    String deep = piece.repeat(50_000);
    for (String name : List.of("select", "or", "order")) {
      assertThat(parsed(new RawQuery(List.of(new RawQuery.Pair(name, deep))))).isFalse();
    }
  }
}
