package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The size and habit rules of docs/architecture.md, measured on the sources. */
final class HouseRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Sources SOURCES = Sources.below(ROOT);

  @Test
  void filesStayReadable() {
    List<Integer> lengths =
        SOURCES.mainJava().stream().map(s -> s.lines().size()).sorted().toList();
    assertThat(SOURCES.mainJava()).hasSizeGreaterThan(50);
    assertThat(percentile(lengths, 50)).as("median length of a Java file").isLessThanOrEqualTo(60);
    assertThat(percentile(lengths, 90)).as("90th percentile length").isLessThanOrEqualTo(200);
    assertThat(SOURCES.allJava().filter(s -> s.lines().size() > 400).map(Sources.File::path))
        .as("Java files over 400 lines; move a wall")
        .isEmpty();
  }

  @Test
  void methodsStayShort() {
    List<Methods.Method> methods = Methods.of(SOURCES.mainJava());
    List<Integer> lengths = methods.stream().map(Methods.Method::lines).sorted().toList();
    assertThat(percentile(lengths, 90))
        .as("90th percentile of method length")
        .isLessThanOrEqualTo(15);
    assertThat(methods.stream().filter(m -> m.lines() > 50)).as("methods over 50 lines").isEmpty();
    assertThat(methods.stream().filter(m -> m.parameters() > 5))
        .as("methods with more than 5 parameters; make a record")
        .isEmpty();
  }

  @Test
  void sqlFunctionsStayShort() {
    assertThat(SOURCES.sqlFunctions()).isNotEmpty();
    assertThat(
            SOURCES.sqlFunctions().stream()
                .filter(s -> s.lines().size() > 80)
                .map(Sources.File::path))
        .as("SQL function files over 80 lines")
        .isEmpty();
  }

  @Test
  void testsKeepPaceWithTheCode() {
    Pace pace = Pace.of(ROOT);
    assertThat(pace.testLinesPerMainLine())
        .as("test lines per main line, %s (docs/decisions.md, 7)", pace)
        .isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void everyProductionTypeIsDefinedByASentence() {
    assertThat(
            SOURCES.mainJava().stream()
                .filter(s -> !s.path().endsWith("package-info.java"))
                .filter(s -> !s.hasTypeDoc())
                .map(Sources.File::path))
        .as("types without Javadoc")
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    List<String> marks =
        List.of(
            "TO" + "DO",
            "FIX" + "ME",
            "XX" + "X ",
            "Thread." + "sleep",
            "@Dis" + "abled",
            "@Suppress" + "Lint");
    assertThat(
            Stream.concat(SOURCES.allJava(), SOURCES.sqlFunctions().stream())
                .flatMap(
                    s -> marks.stream().filter(s.text()::contains).map(m -> s.path() + ": " + m)))
        .isEmpty();
  }

  @Test
  void packagesAreNullMarked() {
    assertThat(
            SOURCES.mainJava().stream()
                .map(s -> s.path().getParent())
                .distinct()
                .filter(dir -> !SOURCES.isNullMarked(dir)))
        .as("packages without a @NullMarked package-info")
        .isEmpty();
  }

  private static int percentile(List<Integer> sorted, int percent) {
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }
}
