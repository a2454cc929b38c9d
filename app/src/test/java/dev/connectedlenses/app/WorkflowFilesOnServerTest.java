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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Workflows go to files and come back on a real server, and what a run came to is told whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkflowFilesOnServerTest {
  private static final String FLOW =
      """
      title: Two notes
      description: One reads, one joins.
      nodes:
        words: {kind: transform, config: {text: "[[text]]"}}
        note: {lens: note, version: 1, position: [12.5, 40]}
        joined:
          kind: transform
          config: {text: "[[a]]\\n[[b]]"}
      edges:
        - {from: note, to: joined.a, merge: concat}
        - {from: words, to: joined.b, when: {type: present}}
      """;

  private final TestDatabase database = TestDatabase.create();
  private final Serve server =
      Serve.start(
          new Config(Addresses.of(database.url()), 0, Path.of("unused"), List.of()), line -> {});
  private final Path folder;

  private record Result(int exit, String out, String err) {}

  WorkflowFilesOnServerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void signInAndMakeIt() {
    good(server.signInLink().toString(), "login", "--link");
    good("Say: [[tone]]", "lens", "create", "Note", "--publish");
    good(FLOW, "workflow", "create", "-f", "-");
  }

  @AfterAll
  void stop() {
    server.close();
    database.close();
  }

  private Result run(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Context.Surroundings surroundings =
        new Context.Surroundings(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Map.of(
                "CLENS_URL", server.url().toString(),
                "CLENS_CONFIG_DIR", folder.toString()),
            Clock.systemUTC());
    int exit = Cli.execute(surroundings, args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String good(String input, String... args) {
    Result result = run(input, args);
    assertThat(result.exit()).as(String.join(" ", args) + ": " + result.err()).isZero();
    return result.out();
  }

  /** Everything that is kept of the graph, with the ids of nodes and edges. */
  private String kept() {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(
                    """
                    select w.title || coalesce(w.description, '-')
                      || (select jsonb_agg(to_jsonb(n) - 'created_at' - 'updated_at' order by n.id) from lenses.workflow_nodes n where n.workflow_id = w.id)
                      || (select jsonb_agg(to_jsonb(e) - 'created_at' - 'updated_at' order by e.id) from lenses.workflow_edges e where e.workflow_id = w.id)
                    from lenses.workflows w where w.slug = 'two-notes'
                    """)
                .mapTo(String.class)
                .one());
  }

  @Test
  void whatIsExportedAndReadAgainChangesNothing() throws IOException {
    String before = kept();
    Path file = folder.resolve("flow.yaml");
    good("", "workflow", "export", "two-notes", "--out", file.toString());
    assertThat(Files.readString(file)).contains("lens: note", "version: 1", "merge: concat");
    Result update = run("", "workflow", "update", "two-notes", "-f", file.toString());
    assertThat(update.err()).isEqualTo("updated two-notes; come: none; go: none; 3 stay\n");
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void whatCannotBeIsUndoneWhole() {
    String before = kept();
    Result result =
        run(
            FLOW.replace("title: Two notes", "title: Changed")
                .replace("edges:", "edges:\n  - {from: joined, to: words.text}"),
            "workflow",
            "update",
            "two-notes",
            "-f",
            "-");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("cycle");
    assertThat(kept()).as("the title, too").isEqualTo(before);
  }

  @Test
  void aLongOutputIsPrintedWholeAndFollowedBack() {
    String text = "word ".repeat(1_900).strip();
    String id =
        good("", "workflow", "run", "two-notes", "--detach", "-i", "tone=dry", "-i", "text=" + text)
            .strip();
    assertThat(run("", "run", "watch", id))
        .extracting(Result::exit, Result::err, Result::out)
        .startsWith(0);
    assertThat(good("", "run", "output", id)).contains(text);
    assertThat(good("", "run", "output", id, "words")).contains(text);
    assertThat(good("", "run", "provenance", id, "joined.b"))
        .startsWith("joined.b\n  ← words.")
        .contains("run input \"text\"");
    assertThat(good("", "run", "events", id, "-o", "jsonl").lines().findFirst().orElse(""))
        .contains("run.");
    assertThat(good("", "workflow", "publish", "two-notes")).isEmpty();
    assertThat(good("", "workflow", "versions", "two-notes")).contains("published");
  }
}
