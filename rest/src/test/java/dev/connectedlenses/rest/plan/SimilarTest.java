package dev.connectedlenses.rest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name a client may have meant. */
final class SimilarTest {

  private static final List<String> COLUMNS = List.of("id", "name", "names", "created_at", "price");

  @ParameterizedTest
  @CsvSource({
    "nam,name",
    "nmae,name",
    "namez,name names",
    "creatd_at,created_at",
    "created,created_at",
    "pric,price",
    "idd,id",
    "x,''",
    "zzzz,''",
    "description,''",
  })
  void columns(String misspelt, String nearest) {
    List<String> expected = nearest.isEmpty() ? List.of() : List.of(nearest.split(" "));
    assertThat(Similar.columns(misspelt, COLUMNS)).isEqualTo(expected);
  }

  @Test
  void threeThatAreEquallyNearAreNoHelp() {
    assertThat(Similar.columns("ab", List.of("ac", "ad", "ae"))).isEmpty();
    assertThat(Similar.columns("ab", List.of("ac", "ad"))).containsExactly("ac", "ad");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "modelz,-",
        "modelss,models",
        "model,models",
        "provider,providers",
        "MODELS,models",
        "xyz,-",
        "'',-"
      })
  void names(String misspelt, @org.jspecify.annotations.Nullable String nearest) {
    assertThat(Similar.name(misspelt, List.of("models", "providers", "teams"))).isEqualTo(nearest);
  }

  @Test
  void amongNoNamesThereIsNone() {
    assertThat(Similar.name("a", List.of())).isNull();
    assertThat(Similar.columns("a", List.of())).isEmpty();
  }

  private static String word(RandomGenerator random) {
    StringBuilder word = new StringBuilder();
    for (int i = 3 + random.nextInt(10); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(4)));
    }
    return word.toString();
  }

  private static List<String> words(RandomGenerator random) {
    List<String> words = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      words.add(word(random));
    }
    return words.stream().distinct().toList();
  }

  @Test
  void aNameThatIsThereIsItsOwnNearest() {
    Property.forAll(
        8,
        2_000,
        SimilarTest::words,
        words -> {
          for (String word : words) {
            assertThat(Similar.columns(word, words)).containsExactly(word);
            assertThat(words).contains(Similar.name(word, words));
          }
        });
  }
}
