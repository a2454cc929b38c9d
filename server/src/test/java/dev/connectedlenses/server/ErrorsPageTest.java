package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/errors.md has every code that the server's own addresses answer with, no other.
 */
final class ErrorsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path SOURCES =
      ROOT.resolve("server/src/main/java/dev/connectedlenses/server");
  private static final String OWN = "## Errors of the server's own addresses";

  private static final List<Pattern> RAISED =
      List.of(
          Pattern.compile("(?:Refusal\\.of|Response\\.error)\\(\\s*([0-9]{3}),\\s*\"([a-z_]+)\""),
          Pattern.compile("refuseIf\\([^;]*?,\\s*([0-9]{3}),\\s*\"([a-z_]+)\""),
          Pattern.compile("case ([0-9]{3}) -> \"([a-z_]+)\""));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\|");
  private static final Pattern HINT = Pattern.compile("\"([a-z][a-z0-9_]*): [\"a-z]");

  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(java).isNotEmpty();
      List<String> texts = new java.util.ArrayList<>();
      for (Path file : java) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/reference/errors.md"));
  }

  @Test
  void theCodesOfTheServersOwnAddressesAreOnThePageWithTheirStatus() throws IOException {
    TreeSet<String> raised = new TreeSet<>();
    for (String text : sources(SOURCES)) {
      for (Pattern pattern : RAISED) {
        pattern
            .matcher(text)
            .results()
            .forEach(found -> raised.add(found.group(2) + " " + found.group(1)));
      }
    }
    raised.add("bad_request 400");
    // of both kinds of streams, from a word
    raised.addAll(List.of("run_not_found 404", "team_run_not_found 404"));
    assertThat(raised).contains("bad_signature 401", "stale_message 401", "body_too_large 413");
    TreeSet<String> told = new TreeSet<>();
    String page = page();
    assertThat(page).contains(OWN);
    ROW.matcher(page.substring(page.indexOf(OWN)))
        .results()
        .forEach(row -> told.add(row.group(1) + " " + row.group(2)));
    assertThat(told).isEqualTo(raised);
  }

  @Test
  void theHintsThatTheServerAddsToFunctionsAreAmongTheCodesOfTheDatabase() throws IOException {
    TreeSet<String> raised = new TreeSet<>();
    for (String text : sources(SOURCES.resolve("functions"))) {
      HINT.matcher(text).results().forEach(found -> raised.add(found.group(1)));
    }
    assertThat(raised).contains("too_many_instants", "bad_schedule", "bad_value");
    String page = page();
    String ofTheDatabase = page.substring(0, page.indexOf(OWN));
    assertThat(raised).allSatisfy(code -> assertThat(ofTheDatabase).contains("`" + code + "`"));
  }
}
