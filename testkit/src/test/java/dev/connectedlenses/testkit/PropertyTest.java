package dev.connectedlenses.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropertyTest {

  @Test
  void checksAsManyDifferentValuesAsAsked() {
    List<Long> seen = new ArrayList<>();
    Property.forAll(7, 100, random -> random.nextLong(), seen::add);
    assertThat(new HashSet<>(seen)).hasSize(100);
  }

  @Test
  void theSameSeedMakesTheSameValues() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    Property.forAll(42, 20, random -> random.nextInt(), first::add);
    Property.forAll(42, 20, random -> random.nextInt(), second::add);
    assertThat(first).isEqualTo(second);
  }

  @Test
  void theReportedSeedRepeatsTheFailureAtOnce() {
    List<Integer> failed = new ArrayList<>();
    String report = failure(1, 1_000, failed);
    Matcher seed = Pattern.compile("forAll\\((-?\\d+)L").matcher(report);
    assertThat(seed.find()).isTrue();

    failure(Long.parseLong(seed.group(1)), 1, failed);
    assertThat(failed).hasSize(2);
    assertThat(failed.get(1)).isEqualTo(failed.get(0));
  }

  private static String failure(long seed, int cases, List<Integer> failed) {
    try {
      Property.forAll(
          seed,
          cases,
          random -> random.nextInt(1_000),
          value -> {
            if (value >= 900) {
              failed.add(value);
              throw new AssertionError("too large");
            }
          });
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("no case failed");
  }

  @Test
  void anExceptionOfTheCheckIsAFailureWithItsCause() {
    assertThatThrownBy(() ->
            Property.forAll(
                3,
                1,
                random -> "a value",
                value -> {
                  throw new IllegalStateException("broken");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("case 1 of 1")
        .hasMessageContaining("a value")
        .hasMessageContaining("broken")
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
