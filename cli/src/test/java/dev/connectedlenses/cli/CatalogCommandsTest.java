package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs of others: named ones are fetched by the server, files go there in parts. */
final class CatalogCommandsTest {
  private static final String IMPORT = "POST /v1/catalog/import";
  private static final String REPORT =
      "{\"new\":2,\"changed\":1,\"kept\":3,\"skipped\":4,\"left_out\":5,\"unknown_providers\":[]}";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void answer() {
    server.json(IMPORT, 200, REPORT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal.Result run(String... words) {
    return Terminal.signedIn(server, dir).run(words);
  }

  @Test
  void aPublishedListIsFetchedByTheServer() {
    Terminal.Result result = run("catalog", "import", "models.dev", "--provider", "openai,groq");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("new", "2", "left out", "5");
    assertThat(server.only(IMPORT).body()).isEmpty();
    assertThat(server.only(IMPORT).query())
        .isEqualTo("source=models.dev&provider=openai,groq&all=false&dry_run=false");
  }

  @Test
  void aFileGoesAlongWithWhatWasAskedFor() throws IOException {
    Path list =
        Files.writeString(
            dir.resolve("api.json"), "{\"google\":{\"models\":{}},\"other-lab\":{\"models\":{}}}");
    Terminal.Result result =
        run("catalog", "import", list.toString(), "--provider", "gemini", "--dry-run");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(server.only(IMPORT).body()).isEqualTo("{\"google\":{\"models\":{}}}");
    assertThat(server.only(IMPORT).query()).contains("source=file", "dry_run=true");
    assertThat(result.err()).contains("nothing was changed");
  }

  @Test
  void aLargeFileGoesInPartsAndIsCountedOnce() throws IOException {
    String filler = "x".repeat(300_000);
    Path list =
        Files.writeString(
            dir.resolve("large.json"),
            "{\"a\":{\"t\":\"%s\"},\"b\":{\"t\":\"%s\"},\"c\":{}}".formatted(filler, filler));
    Terminal.Result result = run("catalog", "import", list.toString(), "--all", "-o", "json");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(server.asked(IMPORT)).hasSize(2);
    assertThat(server.asked(IMPORT)).allMatch(asked -> asked.body().length() < 1_000_000);
    assertThat(result.out()).contains("\"new\" : 4").contains("\"left_out\" : 10");
  }

  @Test
  void whatIsNoListIsRefusedBeforeItIsSent() throws IOException {
    Path page = Files.writeString(dir.resolve("page.html"), "<html>");
    assertThat(run("catalog", "import", page.toString()).exit()).isEqualTo(2);
    assertThat(run("catalog", "import", "/nowhere/at/all").exit()).isEqualTo(2);
    assertThat(run("catalog", "import").exit()).isEqualTo(2);
    assertThat(server.asked(IMPORT)).isEmpty();
  }
}
