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

  @Test
  void modelsAreListedUnderBothNames() {
    server.json(
        "POST /rest/v1/rpc/fn_ai_catalog_models",
        200,
        "[{\"provider_key\":\"demo\",\"key\":\"writer\",\"name\":\"Writer\",\"support_level\":\"runnable\"}]");
    for (String group : new String[] {"model", "catalog"}) {
      Terminal.Result result = run(group, "list", "--provider", "demo", "--support", "runnable");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).contains("demo", "writer", "runnable");
    }
    assertThat(server.everything())
        .allSatisfy(asked ->
            assertThat(asked.body())
                .contains("\"p_provider_key\":\"demo\"", "\"p_support_level\":\"runnable\""));
  }

  @Test
  void aModelIsFoundByTheNameThatRunsUse() {
    server.json(
        "POST /rest/v1/rpc/fn_ai_catalog_model_detail",
        200,
        "[{\"provider_key\":\"groq\",\"key\":\"meta/llama\",\"name\":\"Llama\"}]");
    assertThat(run("model", "get", "groq/meta/llama").out()).contains("Llama");
    assertThat(server.only("POST /rest/v1/rpc/fn_ai_catalog_model_detail").body())
        .contains("\"p_provider_key\":\"groq\"", "\"p_model_key\":\"meta/llama\"");
    Terminal.Result bare = run("model", "get", "llama");
    assertThat(bare.exit()).isEqualTo(2);
    assertThat(bare.err()).contains("names no provider", "clens model list");
  }

  @Test
  void aModelThatIsNotThereIsNotFound() {
    server.json("POST /rest/v1/rpc/fn_ai_catalog_model_detail", 200, "[]");
    Terminal.Result result = run("model", "get", "demo/nothing");
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err()).contains("no model \"demo/nothing\"");
  }

  @Test
  void providersAreListed() {
    server.json(
        "POST /rest/v1/rpc/fn_ai_catalog_providers",
        200,
        "[{\"key\":\"demo\",\"display_name\":\"Demo\",\"support_level\":\"runnable\"}]");
    assertThat(run("model", "providers").out()).contains("demo", "Demo");
  }
}
