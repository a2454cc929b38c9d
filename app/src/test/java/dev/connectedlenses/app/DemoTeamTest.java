package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.Serve;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The team of the demo, played through the whole house, with a receiver that counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoTeamTest {
  private final TestDatabase database = TestDatabase.create();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HttpServer receiver;
  private final Serve server;
  private final Path folder;

  private record Result(int exit, String out, String err) {}

  DemoTeamTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    receiver = HttpServer.create(new InetSocketAddress(here, 0), 0);
    receiver.createContext(
        "/posts",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    Config config =
        new Config(Addresses.of(database.url()), 0, folder.resolve("data"), List.of())
            .withNeighbours(List.of(address()));
    server = Serve.start(config, line -> {});
  }

  @BeforeAll
  void signIn() {
    assertThat(run(server.signInLink().toString(), "login", "--link").exit()).isZero();
  }

  @AfterAll
  void stop() {
    server.close();
    receiver.stop(0);
    database.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
  }

  @Test
  void theTeamIsPlayedTwiceOnceWithoutAndOnceWithAWrite() {
    Result first = run("", "demo", "team");
    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    assertThat(received).as("nothing leaves without --post").isEmpty();
    assertThat(first.err()).contains("rejected: nothing leaves without --post", "Demo desk");
    String run = newest();
    assertThat(events(run))
        .contains(
            "dispatch.queued",
            "approval.requested",
            "approval.decided",
            "step.handoff",
            "step.review.requested",
            "step.review.decided",
            "tool.started",
            "tool.completed",
            "tool.approval_required",
            "tool.approval_response",
            "memory.committed")
        .endsWith("run.completed");
    assertThat(
            one(
                "select count(*) from lenses.workflow_run_events where type = 'memory.injected' and run_id = (select workflow_run_id from agents.team_runs where id = '"
                    + run
                    + "')"))
        .as("the lead is reminded each time it is asked")
        .isNotEqualTo("0");
    assertThat(first.out().lines().filter(line -> line.matches("step\\.review\\.decided +\\S+")))
        .containsExactly(
            "step.review.decided     changes_requested", "step.review.decided     approved");
    assertThat(first.out())
        .contains("Open questions: what the text does not say.")
        .contains("publish.brief\n  ← draft.output\n    ← research.output\n      ← plan.output\n");

    Result second = run("", "demo", "team", "--post", address() + "/posts");
    assertThat(second.exit()).as(second.out() + second.err()).isZero();
    assertThat(second.err()).contains("already there", "it would send: " + address() + "/posts");
    assertThat(received).hasSize(1);
    assertThat(JsonMapper.shared().readTree(received.getFirst()).path("text").asString())
        .contains("Open questions");
    assertThat(one("select count(*) from agents.teams")).as("used again").isEqualTo("1");
    assertThat(one("select count(*) from agents.ai_lensers")).isEqualTo("4");
  }

  @Test
  void theSameIsSeenThroughTheApi() {
    assertThat(run("", "demo", "team").exit()).isZero();
    String run = newest();
    JsonNode row = json(run("", "team", "runs", lead(), "-o", "json").out()).path(0);
    assertThat(row.path("id").asString()).isEqualTo(run);
    assertThat(row.path("approval_status").asString()).isEqualTo("approved");
    assertThat(row.path("metadata").path("decision").asString()).isEqualTo("modified");
    assertThat(row.path("report").path("outcome").asString()).isEqualTo("completed");
    JsonNode board = json(run("", "team", "board", run, "-o", "json").out());
    assertThat(board.valueStream().map(step -> step.path("title").asString()))
        .contains("plan", "research", "draft", "publish", "Task from plan", "Review of draft");
    assertThat(board.valueStream().map(step -> step.path("lane").asInt()).distinct())
        .contains(0, 1);
    assertThat(
            one(
                "select context_inputs ->> 'focus' from lenses.workflow_runs where id = (select workflow_run_id from agents.team_runs where id = '"
                    + run
                    + "')"))
        .as("what the person changed is what ran")
        .isEqualTo("what it costs");
    Result watched = run("", "team", "watch", run, "-o", "jsonl");
    assertThat(watched.exit()).isZero();
    assertThat(watched.out().lines().map(line -> json(line).path("type").asString()).toList())
        .isEqualTo(events(run));
    assertThat(
            json(run("", "tool", "invocations", lead(), "--team-run", run, "-o", "json").out())
                .valueStream()
                .map(call ->
                    call.path("tool_key").asString() + " " + call.path("status").asString()))
        .containsExactlyInAnyOrder("time completed", "demo.post rejected");
    String profile =
        json(run("", "memory", "profiles", lead(), "-o", "json").out())
            .path(0)
            .path("id")
            .asString();
    assertThat(run("", "memory", "list", profile).out())
        .contains("Briefs of this desk end with what is not known.")
        .contains("another focus than the first");
    assertThat(json(run("", "approval", "list", "-o", "json").out())).isEmpty();
  }

  private String lead() {
    return json(run("", "agent", "list", "-o", "json").out())
        .valueStream()
        .filter(agent -> agent.path("display_name").asString().equals("Demo lead"))
        .map(agent -> agent.path("handle").asString())
        .findFirst()
        .orElseThrow();
  }

  private String newest() {
    return one("select id::text from agents.team_runs order by created_at desc limit 1");
  }

  private List<String> events(String run) {
    return database
        .admin()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select event_type from agents.agent_run_events where team_run_id = cast(? as uuid) order by event_id")
                .bind(0, run)
                .mapTo(String.class)
                .list());
  }

  private String one(String sql) {
    return database.admin().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private Result run(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int exit =
        Cli.execute(
            new Context.Surroundings(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                null,
                Map.of("CLENS_URL", server.url().toString(), "CLENS_CONFIG_DIR", folder.toString()),
                Clock.systemUTC()),
            args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
