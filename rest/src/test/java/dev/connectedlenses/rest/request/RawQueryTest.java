package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.request.RawQuery.Pair;
import dev.connectedlenses.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query strings as they come over the wire. */
final class RawQueryTest {

  @Test
  void nothing() {
    assertThat(RawQuery.parse(null).pairs()).isEmpty();
    assertThat(RawQuery.parse("").pairs()).isEmpty();
    assertThat(RawQuery.parse("&&").pairs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=b|a|b",
        "a|a|``",
        "=b|``|b",
        "a=b=c|a|b=c",
        "a=x+y|a|x y",
        "a=x%20y|a|x y",
        "a=%2B|a|+",
        "a%3Db=c|a=b|c",
        "a=%26|a|&",
        "a=%C3%BC|a|ü",
        "a=ü|a|ü",
        "a=%F0%9F%92%A1|a|💡",
        "a=100%|a|100%",
        "a=%zz|a|%zz",
        "a=%4|a|%4",
        "a=%e4|a|\uFFFD",
        "a={\"b\":[1]}|a|{\"b\":[1]}",
      })
  void isDecoded(String raw, String name, String value) {
    assertThat(RawQuery.parse(raw).pairs()).containsExactly(new Pair(name, value));
  }

  @Test
  void pairsKeepTheirOrder() {
    assertThat(RawQuery.parse("b=1&a=2&b=0").pairs())
        .containsExactly(new Pair("b", "1"), new Pair("a", "2"), new Pair("b", "0"));
  }

  @Test
  void theCanonicalFormIsSortedAndEncoded() {
    assertThat(RawQuery.parse("select=a, b&id=gt.1&id=lt.9&x=y~_-.").canonical())
        .isEqualTo("id=gt.1,lt.9&select=a%2C%20b&x=y~_-.");
    assertThat(RawQuery.parse("").canonical()).isEmpty();
  }

  private static final int[] LETTERS = "aZ9 +%&=äß\u0000\"'()*💡".codePoints().toArray();

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private static List<Pair> pairs(RandomGenerator random) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      pairs.add(new Pair("n" + text(random), text(random)));
    }
    return pairs;
  }

  @Test
  void whatIsEncodedComesBack() {
    Property.forAll(
        77,
        5_000,
        RawQueryTest::pairs,
        pairs -> {
          String raw =
              String.join(
                  "&",
                  pairs.stream()
                      .map(p -> RawQuery.encode(p.name()) + "=" + RawQuery.encode(p.value()))
                      .toList());
          assertThat(raw).matches("[A-Za-z0-9%&=._~-]*");
          assertThat(RawQuery.parse(raw).pairs()).isEqualTo(pairs);
        });
  }
}
