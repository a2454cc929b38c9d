package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.schema.RpcCoverage.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every function of the API is tried with success, somebody who may not, something that is not
 * visible, the wrong state, a bad argument and too much; or the page says why not.
 */
class RpcCoverageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "rpc-cases.md");
  private static final String HEAD =
      """
      # What every function is tried with

      Written by a test, which is red when a function lacks one of the six and nothing says why. The figures are cases: personas of the rights matrix that call it (`rights/answers`, in SQL and over HTTP), and cases of `rpc/*.sql`. Beside them, `RpcHostileTest` sends every function hostile values in every argument, and compares what is hidden with what is not there.

      | function | success | who may not | not visible | wrong state | bad argument | too much |
      |---|---|---|---|---|---|---|
      """;

  private final RpcCoverage coverage = new RpcCoverage();

  @Test
  void everyFunctionHasTheSixOrSaysWhyNot() {
    List<String> missing = new ArrayList<>();
    for (String function : coverage.functions()) {
      coverage
          .row(function)
          .forEach((kind, cell) -> {
            if (cell == null) {
              missing.add(function + " " + kind.word());
            }
          });
    }
    assertThat(missing).as("neither a case nor a line in rpc-reasons.txt").isEmpty();
    assertThat(coverage.idleReasons()).as("reasons that nothing needs").isEmpty();
    assertThat(coverage.functions()).hasSizeGreaterThan(150);
  }

  @Test
  void thePageSaysWhatThereIs() throws IOException {
    String page =
        HEAD
            + coverage.functions().stream()
                .map(function -> "| `" + function + "` | " + cells(function) + " |\n")
                .collect(Collectors.joining());
    if (Boolean.getBoolean("record")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("record it with -Drecord=true").isEqualTo(page);
  }

  private String cells(String function) {
    return coverage.row(function).values().stream()
        .map(cell -> cell == null ? "missing" : cell)
        .collect(Collectors.joining(" | "));
  }

  /** The test of the test: a function that nobody tried would be named. */
  @Test
  void aFunctionWithoutCasesIsNamed() {
    for (Kind kind : List.of(Kind.HAPPY, Kind.DENIED)) {
      assertThat(coverage.cell("fn_that_nobody_tried", kind)).isNull();
    }
    assertThat(coverage.cell("fn_start_team_run", Kind.LIMIT)).matches("[1-9]\\d*");
    assertThat(coverage.cell("fn_get_my_lensers", Kind.INVISIBLE)).contains("names nothing");
  }
}
