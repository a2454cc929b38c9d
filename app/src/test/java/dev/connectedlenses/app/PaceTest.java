package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as code and what as its tests. */
final class PaceTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "engine/src/main/java/dev/x/A.java, false",
        "bench/src/main/java/dev/x/A.java, false",
        "web/src/model/a.ts, false",
        "web/src/features/a/B.tsx, false",
        "engine/src/test/java/dev/x/ATest.java, true",
        "testkit/src/main/java/dev/x/Await.java, true",
        "testkit/src/test/java/dev/x/AwaitTest.java, true",
        "database/src/test/resources/rpc/10-lenses.sql, true",
        "server/src/test/node/oidc.mjs, true",
        "web/src/model/a.test.ts, true",
        "web/src/kit/page.fixture.tsx, true",
        "web/e2e/runs.mjs, true",
        "web/src/api/database.types.ts, -",
        "web/src/api/enums.ts, -",
        "web/src/index.css, -",
        "database/src/main/resources/db/code/x.sql, -",
        "database/src/test/resources/golden/lenses.txt, -",
        "engine/src/test/resources/histories/0.1/shape-01.json, -",
        "engine/src/main/resources/x.txt, -",
        "docs/a.java, -"
      })
  void everyFileCountsOnceOrNotAtAll(String path, @Nullable Boolean test) {
    assertThat(Pace.isTest(path)).isEqualTo(test);
  }

  @Test
  void linesAreCountedAndWhatOthersBroughtIsNot() throws IOException {
    write("a/src/main/java/A.java", "one\ntwo\n");
    write("a/src/test/java/ATest.java", "one\n");
    write("web/src/a.ts", "one\ntwo");
    write("web/node_modules/x/web/src/b.ts", "other\n");
    write("a/target/a/src/main/java/C.java", "other\n");
    Pace pace = Pace.of(root);
    assertThat(pace).isEqualTo(new Pace(4, 1));
    assertThat(pace.testLinesPerMainLine()).isEqualTo(0.25);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
