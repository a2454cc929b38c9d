package dev.connectedlenses.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four ways in which several edges make one value. */
final class MergingTest {
  private static final List<Merging.Item> ITEMS = items("'one'", "{'b': 1, 'a': 2}", "3.50");

  private static List<Merging.Item> items(String... values) {
    List<Merging.Item> items = new ArrayList<>();
    for (String value : values) {
      Edge edge =
          new Edge(
              Plan.id("e" + items.size()),
              items.size(),
              9,
              Path.parse("output"),
              "in",
              MergeStrategy.ARRAY,
              null);
      items.add(new Merging.Item(edge, "node " + items.size(), Plan.json(value)));
    }
    return items;
  }

  @Test
  void lastWriteWinsTakesTheHighestOrdinal() {
    assertThat(Merging.merge(MergeStrategy.LAST_WRITE_WINS, ITEMS)).isEqualTo(Plan.json("3.50"));
    assertThat(Merging.used(MergeStrategy.LAST_WRITE_WINS, ITEMS)).containsExactly(ITEMS.getLast());
  }

  @Test
  void concatJoinsTextsByABlankLineAndPrintsTheRest() {
    assertThat(Merging.merge(MergeStrategy.CONCAT, ITEMS).asString())
        .isEqualTo("one\n\n{\"a\": 2, \"b\": 1}\n\n3.50");
    assertThat(Merging.used(MergeStrategy.CONCAT, ITEMS)).isEqualTo(ITEMS);
  }

  @Test
  void arrayKeepsOrder() {
    assertThat(Merging.merge(MergeStrategy.ARRAY, ITEMS))
        .isEqualTo(Plan.json("['one', {'b': 1, 'a': 2}, 3.50]"));
    assertThat(Merging.merge(MergeStrategy.ARRAY, items("1"))).isEqualTo(Plan.json("[1]"));
  }

  @Test
  void jsonObjectIsKeyedBySourceLabel() {
    assertThat(Merging.merge(MergeStrategy.JSON_OBJECT, ITEMS))
        .isEqualTo(Plan.json("{'node 0': 'one', 'node 1': {'b': 1, 'a': 2}, 'node 2': 3.50}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'bb':1,'a':2,'c':3}|{'a': 2, 'c': 3, 'bb': 1}",
        "[]|[]",
        "{}|{}",
        "[1.50,1e2,-0.0,1e-3,true,null]|[1.50, 100, 0.0, 0.001, true, null]",
        "'a\\u0001\\u001f\\n\\\\/é\\u007f'|'a\\u0001\\u001f\\n\\\\/é\u007f'",
      })
  void canonicalJsonIsWhatTheDatabasePrints(String json, String printed) {
    assertThat(CanonicalJson.print(Plan.json(json))).isEqualTo(printed.replace('\'', '"'));
  }

  @Test
  void sizesAreThoseOfTheWrittenText() {
    assertThat(Sizes.fits(Plan.json("'" + "a".repeat(98) + "'"), 100)).isTrue();
    assertThat(Sizes.fits(Plan.json("'" + "a".repeat(99) + "'"), 100)).isFalse();
    assertThat(Sizes.fits(Plan.json("'" + "é".repeat(49) + "'"), 100)).isTrue();
    assertThat(Sizes.fits(Plan.json("'" + "é".repeat(50) + "'"), 100)).isFalse();
    assertThat(Sizes.fits(Plan.json("'" + "€".repeat(33) + "'"), 100)).isFalse();
    assertThat(Sizes.fits(Plan.json("'" + "\uD83D\uDE00".repeat(24) + "'"), 98)).isTrue();
    assertThat(Sizes.fits(Plan.json("{'k': [1234567, true]}"), 15)).isFalse();
  }
}
