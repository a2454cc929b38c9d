package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.Serve;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input through the whole house: one line with the remedy, its exit code, nothing changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineOnServerTest {
  private final TestDatabase database = TestDatabase.create();
  private final Serve server =
      Serve.start(
          new Config(Addresses.of(database.url()), 0, Path.of("unused"), List.of()), line -> {});
  private final Path folder;

  private record Result(int exit, String out, String err) {}

  CommandLineOnServerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void signInAndWriteLenses() throws IOException {
    assertThat(run(server.signInLink().toString(), Map.of(), "login", "--link").exit()).isZero();
    good("Say: [[text]]", "lens", "create", "Brief", "--publish");
    good("Add [[amount:number]] to [[text!]]", "lens", "create", "Sum", "--publish");
    good("Not yet: [[text]]", "lens", "create", "Draft");
    workflow("flow", "a: {lens: brief}\n  b: {lens: brief}", "{from: a, to: b.text}");
    workflow("early", "a: {lens: draft}", "");
    workflow("lost", "a: {lens: brief, config: {model_id: demo/nobody}}", "");
    workflow("stray", "a: {lens: brief}\n  b: {lens: brief}", "{from: a, to: b.headline}");
  }

  @AfterAll
  void stop() {
    server.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lens get nope | 5 | no lens \"nope\"",
        "lens run nope -i text=x | 5 | no lens \"nope\"",
        "lens run nobody/brief -i text=x | 5 | no profile \"nobody\"",
        "lens run brief | 1 | text",
        "lens run brief -i text=x -i tone=dry | 1 | tone",
        "lens run sum -i amount=many | 1 | amount",
        "lens run brief -i text=x --model demo/nobody | 1 | demo/nobody",
        "lens render brief | 1 | text",
        "lens render brief -i text=x -i tone=dry | 1 | tone",
        "lens publish brief | 6 | no draft",
        "workflow run nope | 5 | no workflow \"nope\"",
        "workflow run flow | 1 | text",
        "workflow run early -i text=x | 1 | publish",
        "workflow run lost -i text=x | 1 | demo/nobody",
        "workflow run stray -i text=x | 1 | headline",
        "run get 00000000-0000-7000-8000-000000000001 | 5 | was not found",
        "run watch 00000000-0000-7000-8000-000000000001 | 5 | no run",
        "run cancel 00000000-0000-7000-8000-000000000001 | 5 | not found",
        "run get not-an-id | 1 | not-an-id",
      })
  void badInputIsOneLineAndChangesNothing(String line, int exit, String says) {
    long before = runs();
    Result result = clens(line.split(" "));
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().findFirst().orElse("")).startsWith("error: ");
    assertThat(result.err()).containsIgnoringCase(says).doesNotContain("Exception");
    assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    assertThat(runs()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"early,lens_not_published", "lost,bad_config", "stray,unknown_param_label"})
  void validationNamesWhatIsWrong(String workflow, String code) {
    Result result = clens("workflow", "validate", workflow, "-o", "json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(JsonMapper.shared().readTree(result.out()))
        .extracting(problem -> problem.path("code").asString())
        .contains(code);
    assertThat(clens("workflow", "validate", "flow").err()).contains("ready to run");
  }

  @Test
  void aWorkflowFileThatCannotBeLeavesNothingBehind() {
    String ring =
        """
        title: ring
        nodes: {a: {lens: brief}, b: {lens: brief}}
        edges: [{from: a, to: b.text}, {from: b, to: a.text}]
        """;
    Result result = run(ring, Map.of(), "workflow", "create", "-f", "-");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .matches(
            """
            error: nodes "[ab]" → "[ab]" → "[ab]" form a cycle
            hint: cycle_detected: remove one of the edges between them
            """);
    assertThat(good("", "workflow", "list", "-o", "name").lines()).doesNotContain("ring");
  }

  @Test
  void aTokenThatIsNoneIsNotSignedIn() {
    Result result = run("", Map.of("CLENS_TOKEN", "a.b.c"), "whoami", "-o", "json");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    JsonNode error = JsonMapper.shared().readTree(result.err()).path("error");
    assertThat(error.path("code").asString()).isNotEmpty();
    assertThat(error.path("hint").asString()).startsWith("Sign in again");
    assertThat(error.path("request_id").asString()).isNotEmpty();
  }

  @Test
  void anApiTokenWorksAsFarAsItsScopesAndUntilItIsRevoked() {
    JsonNode made =
        JsonMapper.shared().readTree(good("", "token", "create", "nightly", "-o", "json"));
    Map<String, String> withToken = Map.of("CLENS_TOKEN", made.path("token").asString());
    assertThat(run("", withToken, "lens", "list", "-o", "name").exit()).isZero();
    Result written = run("x [[y]]", withToken, "lens", "create", "Mine");
    assertThat(written.exit()).as(written.err()).isEqualTo(5);
    assertThat(written.err()).contains("lacks the scope \"write\"");
    assertThat(good("", "token", "list")).contains("nightly", "read");
    assertThat(run("", withToken, "token", "list").exit()).as("tokens make no tokens").isEqualTo(5);

    String id = made.path("id").asString();
    good("", "token", "revoke", id);
    assertThat(run("", withToken, "lens", "list").exit()).isEqualTo(4);
    assertThat(clens("token", "revoke", id).exit()).isEqualTo(5);
    assertThat(clens("token", "revoke", "no-id").exit()).isEqualTo(5);
    assertThat(clens("token", "create", "x", "--days", "0").exit()).isEqualTo(1);
  }

  @Test
  void aRunIsCancelledAndWatchedToItsEnd() {
    String id =
        good(
                "",
                "workflow",
                "run",
                "flow",
                "--detach",
                "-i",
                "text=demo:slow 500ms Repeat: one two three four five six seven eight nine ten")
            .strip();
    good("", "run", "cancel", id, "--reason", "wrong text");
    Result watched = clens("run", "watch", id);
    assertThat(watched.exit()).isEqualTo(3);
    assertThat(watched.out()).contains("✘ run cancelled");
    assertThat(good("", "run", "get", id)).contains("status     cancelled");
    assertThat(good("", "run", "list", "-o", "name").lines()).contains(id);
    Result again = clens("run", "cancel", id);
    assertThat(again.exit()).as(again.err()).isIn(0, 6);
  }

  @Test
  void aKeyMakesOneRun() {
    String[] start = {"workflow", "run", "flow", "--detach", "-i", "text=Rivers.", "--key", "k1"};
    String first = good("", start);
    assertThat(good("", start)).isEqualTo(first);
    assertThat(clens("run", "watch", first.strip()).exit()).isZero();
  }

  @Test
  void whoAndWhereAreTold() {
    assertThat(good("", "whoami", "-o", "name")).isEqualTo("owner\n");
    JsonNode status = JsonMapper.shared().readTree(good("", "status", "-o", "json"));
    assertThat(status.path("state").asString()).isEqualTo("up");
    assertThat(status.path("url").asString()).isEqualTo(server.url().toString());
    Result down = clens("down");
    assertThat(down.exit()).isEqualTo(1);
    assertThat(down.err()).contains("no local server runs for this user");
  }

  @Test
  void theTourReadsAFileOfOnesOwnAndTracesItsHeadline() throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("own.txt"),
            "The library closes on Mondays from May. The roof leaks and the repair cannot wait. "
                + "The council decides in April who pays.");
    Result tour = clens("demo", "-f", text.toString());
    assertThat(tour.exit()).as(tour.err()).isZero();
    assertThat(tour.out())
        .contains("The roof leaks and the repair cannot wait.")
        .endsWith(
            "brief.headline\n  ← headline.output\n    ← summary.output\n      ← run input \"text\"\n");
    assertThat(tour.err()).contains("4. Provenance");
    assertThat(clens("demo", "-f", "/nowhere.txt").exit()).isEqualTo(2);
    assertThat(clens("demo", "-f", folder.toString()).exit()).isEqualTo(2);
  }

  private long runs() {
    return database
        .admin()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from lenses.workflow_runs")
                .mapTo(Long.class)
                .one());
  }

  private void workflow(String title, String nodes, String edge) {
    String file =
        "title: "
            + title
            + "\nnodes:\n  "
            + nodes
            + (edge.isEmpty() ? "" : "\nedges:\n  - " + edge);
    good(file + "\n", "workflow", "create", "-f", "-");
  }

  private String good(String input, String... words) {
    Result result = run(input, Map.of(), words);
    assertThat(result.exit()).as(String.join(" ", words) + ": " + result.err()).isZero();
    return result.out();
  }

  private Result clens(String... words) {
    return run("", Map.of(), words);
  }

  private Result run(String input, Map<String, String> more, String... words) {
    Map<String, String> env = new HashMap<>(more);
    env.put("CLENS_URL", server.url().toString());
    env.put("CLENS_CONFIG_DIR", folder.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Cli.execute(
            new Context.Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                null,
                env,
                Clock.systemUTC()),
            words);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
