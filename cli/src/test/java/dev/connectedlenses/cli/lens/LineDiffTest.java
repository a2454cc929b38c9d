package dev.connectedlenses.cli.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is taken out and put in leads from one text to the other. */
final class LineDiffTest {
  @Test
  void linesOfBothStay() {
    assertThat(LineDiff.of("a\nb\nc\n", "a\nx\nc\nd\n"))
        .containsExactly("  a", "- b", "+ x", "  c", "+ d");
    assertThat(LineDiff.of("", "a")).containsExactly("+ a");
    assertThat(LineDiff.of("a", "")).containsExactly("- a");
    assertThat(LineDiff.of("", "")).isEmpty();
  }

  private static String text(java.util.random.RandomGenerator random) {
    return random
        .ints(random.nextInt(12), 0, 4)
        .mapToObj(n -> "l" + n)
        .collect(Collectors.joining("\n"));
  }

  private static String side(List<String> lines, char other) {
    return lines.stream()
        .filter(l -> l.charAt(0) != other)
        .map(l -> l.substring(2))
        .collect(Collectors.joining("\n"));
  }

  /** And never more lines than a simple comparison from both ends would take. */
  @Test
  void bothTextsCanBeReadFromIt() {
    Property.forAll(
        3,
        500,
        random -> List.of(text(random), text(random)),
        texts -> {
          List<String> lines = LineDiff.of(texts.get(0), texts.get(1));
          assertThat(side(lines, '+')).isEqualTo(texts.get(0));
          assertThat(side(lines, '-')).isEqualTo(texts.get(1));
          List<String> a = texts.get(0).lines().toList();
          List<String> b = texts.get(1).lines().toList();
          int head = 0;
          while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
            head++;
          }
          assertThat(lines.size()).isLessThanOrEqualTo(a.size() + b.size() - head);
        });
  }
}
