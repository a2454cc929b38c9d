package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page on PostgREST's contract names tests and recorded exchanges that exist, and all of those.
 */
final class ContractPageTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern RECORDED = Pattern.compile("([a-z-]+)-(\\d\\d)(?:\\.\\.(\\d\\d))?");
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/reference/postgrest.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.contains("held by |"))
        .toList();
  }

  /** What holds a line: the names in its last column. */
  private static List<String> names(String row) {
    String last = row.replaceAll(".*\\| (.*?) *\\|$", "$1");
    return NAME.matcher(last).results().map(found -> found.group(1)).toList();
  }

  private static Map<String, Set<String>> tests() {
    return Sources.below(ROOT).testJava().stream()
        .filter(file -> file.path().toString().endsWith("Test.java"))
        .collect(
            Collectors.toMap(
                file -> file.path().getFileName().toString().replace(".java", ""),
                file ->
                    METHOD
                        .matcher(file.text())
                        .results()
                        .map(ContractPageTest::first)
                        .collect(Collectors.toSet()),
                (one, other) -> {
                  one.addAll(other);
                  return one;
                }));
  }

  private static String first(MatchResult found) {
    return found.group(1);
  }

  private static Set<String> recorded(String name) {
    Matcher parts = RECORDED.matcher(name);
    Set<String> ids = new TreeSet<>();
    if (parts.matches()) {
      int from = Integer.parseInt(parts.group(2));
      int to = parts.group(3) == null ? from : Integer.parseInt(parts.group(3));
      for (int number = from; number <= to; number++) {
        ids.add("%s-%02d".formatted(parts.group(1), number));
      }
    }
    return ids;
  }

  @Test
  void everyLineIsHeldBySomethingThatExists() throws IOException {
    Map<String, Set<String>> tests = tests();
    Set<String> exchanges = Exchange.all().stream().map(Exchange::id).collect(Collectors.toSet());
    assertThat(rows()).hasSizeGreaterThan(90);
    for (String row : rows()) {
      assertThat(names(row).isEmpty() && !row.contains("every recorded")).as(row).isFalse();
      for (String name : names(row)) {
        Set<String> ids = recorded(name);
        String[] test = name.split("\\.", 2);
        if (!ids.isEmpty()) {
          assertThat(exchanges).as(row).containsAll(ids);
        } else {
          assertThat(tests).as(row).containsKey(test[0]);
          Set<String> methods = tests.getOrDefault(test[0], Set.of());
          assertThat(test.length == 1 || methods.contains(test[1])).as(name).isTrue();
        }
      }
    }
  }

  @Test
  void everyRecordedExchangeStandsBesideALine() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String row : rows()) {
      names(row).forEach(name -> named.addAll(recorded(name)));
    }
    Set<String> exchanges =
        Exchange.all().stream().map(Exchange::id).collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(exchanges);
  }
}
