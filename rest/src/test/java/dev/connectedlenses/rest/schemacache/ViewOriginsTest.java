package dev.connectedlenses.rest.schemacache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.schemacache.ViewOrigins.Origin;
import dev.connectedlenses.testkit.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which base columns a view shows, out of the text of its stored query. */
final class ViewOriginsTest {
  private static String entry(int number, String name, long table, int column) {
    return "{TARGETENTRY :expr {VAR :varno 1 :varattno %d :resno 99 :resorigtbl 7} :resno %d :resname %s :ressortgroupref 0 :resorigtbl %d :resorigcol %d :resjunk false}"
        .formatted(column, number, name, table, column);
  }

  private static String query(String before, String targets, String after) {
    return "({QUERY :commandType 1 %s :targetList (%s) :override 0 %s})"
        .formatted(before, targets, after);
  }

  @Test
  void everyEntryIsAColumnOfItsTable() {
    String tree = query("", entry(1, "id", 16543, 1) + " " + entry(2, "title", 16550, 3), "");
    assertThat(ViewOrigins.of(tree))
        .isEqualTo(Map.of(1, new Origin(16543, 1), 2, new Origin(16550, 3)));
  }

  @Test
  void expressionsHaveNoOrigin() {
    String tree = query("", entry(1, "sum", 0, 0) + " " + entry(2, "id", 5, 1), "");
    assertThat(ViewOrigins.of(tree)).isEqualTo(Map.of(2, new Origin(5, 1)));
  }

  @Test
  void namesThatLookLikeTreesAreOnlyNames() {
    String tree =
        query("", entry(1, "a\\ :resorigtbl\\ 9\\ \\}\\)", 5, 2) + entry(2, "\\{\\(", 6, 1), "");
    assertThat(ViewOrigins.of(tree)).isEqualTo(Map.of(1, new Origin(5, 2), 2, new Origin(6, 1)));
  }

  @Test
  void listsOfInnerQueriesAndOfOtherFieldsAreNotTheViews() {
    String inner = query("", entry(1, "inner", 77, 7), "");
    String tree =
        query(
            ":rtable ({RANGETBLENTRY :subquery " + inner + "})",
            entry(1, "outer", 5, 1),
            ":returningList (" + entry(2, "no", 88, 8) + ")");
    assertThat(ViewOrigins.of(tree)).isEqualTo(Map.of(1, new Origin(5, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "({",
        "()",
        "({QUERY})",
        "({QUERY :targetList <>})",
        "\\",
        "({QUERY :targetList ("
      })
  void aTreeWithoutTargetsShowsNothing(String tree) {
    assertThat(ViewOrigins.of(tree)).isEmpty();
  }

  private record Tree(String text, Map<Integer, Origin> origins) {
    static Tree next(RandomGenerator random) {
      Map<Integer, Origin> origins = new HashMap<>();
      List<String> entries = new ArrayList<>();
      int count = random.nextInt(0, 12);
      for (int i = 1; i <= count; i++) {
        long table = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1L << 32);
        int column = random.nextInt(1, 1600);
        entries.add(entry(i, random.nextBoolean() ? "c" + i : "c\\ \\(" + i, table, column));
        if (table != 0) {
          origins.put(i, new Origin(table, column));
        }
      }
      String noise = random.nextBoolean() ? ":jointree {FROMEXPR :fromlist ({X :resno 3})}" : "";
      return new Tree(query(noise, String.join(" ", entries), noise), origins);
    }
  }

  @Test
  void whatWasPutInIsReadOut() {
    Property.forAll(
        0x71E35L,
        300,
        Tree::next,
        tree -> assertThat(ViewOrigins.of(tree.text())).isEqualTo(tree.origins()));
  }
}
