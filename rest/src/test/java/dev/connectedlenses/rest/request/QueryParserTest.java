package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.error.ApiError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of the grammar a parameter belongs to. */
final class QueryParserTest {

  private final Values values = new Values();

  private QueryParams parse(String raw) {
    return QueryParser.parse(RawQuery.parse(raw), false, true, values);
  }

  private QueryParams call(String raw) {
    return QueryParser.parse(RawQuery.parse(raw), true, true, values);
  }

  @Test
  void anUnknownNameIsAFilter() {
    QueryParams query = parse("a=eq.1&b->>c=gt.2&rel.d=is.null&\"x.y\"=eq.3");
    assertThat(query.conditions())
        .extracting(Scoped::path)
        .containsExactly(List.of(), List.of(), List.of("rel"), List.of());
    assertThat(query.rootFilters())
        .extracting(f -> f.field().column())
        .containsExactly("a", "b", "x.y");
  }

  @Test
  void treesBelongToTheRelationBeforeThem() {
    QueryParams query = parse("or=(a.eq.1)&not.and=(b.eq.1)&r.s.or=(c.eq.1)&r.not.or=(d.eq.1)");
    assertThat(query.conditions())
        .extracting(Scoped::path)
        .containsExactly(List.of(), List.of(), List.of("r", "s"), List.of("r"));
    assertThat(query.conditions())
        .extracting(c -> ((Condition.Group) c.value()).negated())
        .containsExactly(false, true, false, true);
    assertThat(query.conditions())
        .extracting(c -> ((Condition.Group) c.value()).any())
        .containsExactly(true, false, true, true);
  }

  @Test
  void ordersAndRangesByLevel() {
    QueryParams query =
        parse("order=a.desc&r.order=b&limit=5&offset=2&r.limit=1&r.s.offset=9&order=");
    assertThat(query.orders()).extracting(Scoped::path).containsExactly(List.of(), List.of("r"));
    assertThat(query.range(List.of())).isEqualTo(new RowRange(2, 5L));
    assertThat(query.range(List.of("r"))).isEqualTo(new RowRange(0, 1L));
    assertThat(query.range(List.of("r", "s"))).isEqualTo(new RowRange(9, null));
    assertThat(query.range(List.of("none"))).isEqualTo(RowRange.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=x", "limit=", "limit=1.5", "limit=99999999999999999999"})
  void aLimitThatIsNoNumberIsAsGoodAsNone(String raw) {
    assertThat(parse(raw).limits()).isEmpty();
  }

  @Test
  void negativeLimitsAreKeptForTheRefusal() {
    assertThat(parse("limit=-1").limits()).isEqualTo(Map.of(List.of(), -1L));
  }

  @Test
  void columnsAndConflictsAreLists() {
    QueryParams query = parse("columns=a,\"b c\", d,a&on_conflict=x,y");
    assertThat(query.columns()).containsExactly("a", "b c", "d");
    assertThat(query.onConflict()).containsExactly("x", "y");
    assertThat(Refusals.of(() -> parse("columns=a;b")).message())
        .contains("failed to parse columns parameter (a;b)");
  }

  @Test
  void parametersOfACallAreArgumentsUnlessTheyReadLikeFilters() {
    QueryParams query = call("p=1&q=eq.2&r={1,2}&s=not&p=3&select=a&order=b&t=in.(1");
    assertThat(query.arguments())
        .extracting(QueryParams.Argument::name)
        .containsExactly("p", "r", "s", "p", "t");
    assertThat(query.arguments())
        .extracting(QueryParams.Argument::literal)
        .containsExactly(false, true, false, false, false);
    assertThat(query.rootFilters()).hasSize(1);
    assertThat(values.text(query.arguments().getLast().value())).isEqualTo("in.(1");
  }

  @Test
  void aFilterIsRefusedWhereThereAreNoArguments() {
    ApiError error = Refusals.of(() -> parse("p=1"));
    assertThat(error.message()).isEqualTo("\"failed to parse filter (1)\" (line 1, column 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.=eq.1", ".a=eq.1", "a->=eq.1", "a!b=eq.1", "a..b=eq.1", "(a)=eq.1"})
  void namesThatAreNone(String raw) {
    assertThat(Refusals.of(() -> parse(raw)).code()).isEqualTo("PGRST100");
  }

  @Test
  void cursors() {
    String cursor = PageCursor.encode("[\"7\",null,\"x\"]");
    QueryParams query = parse("cursor=" + cursor);
    assertThat(query.cursor()).hasSize(3);
    assertThat(query.cursor()).extracting(values::text).containsExactly("7", null, "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "bm9uc2Vuc2U", "W10x", "eyJhIjoxfQ", "WzFd", "W3RydWVd", "W1tdXQ"})
  void cursorsThatWereNeverHandedOut(String cursor) {
    assertThat(Refusals.of(() -> parse("cursor=" + cursor)).message())
        .isEqualTo("The cursor cannot be read");
  }

  @Test
  void withoutCursorsTheNameIsFree() {
    QueryParams query =
        QueryParser.parse(RawQuery.parse("cursor=eq.1"), false, false, new Values());
    assertThat(query.cursor()).isNull();
    assertThat(query.rootFilters()).hasSize(1);
  }

  @Test
  void theLastSelectCounts() {
    assertThat(parse("select=a&select=b").select())
        .extracting(i -> ((SelectItem.Field) i).outputName())
        .containsExactly("b");
  }
}
