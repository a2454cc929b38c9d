package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about the server of this machine: whether it runs, and how it is stopped. */
final class LocalCommandsTest {
  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private void local(String url, long pid) throws IOException {
    Files.writeString(
        dir.resolve("local.json"),
        "{\"url\":\"%s\",\"pid\":%d,\"data_dir\":\"/data/here\",\"started_at\":\"2026-11-23T09:00:00Z\",\"token\":null}"
            .formatted(url, pid));
  }

  private Terminal terminal() {
    return new Terminal(server, dir).without("CLENS_URL");
  }

  @Test
  void aRunningServerIsShownWithItsProcess() throws IOException {
    server.json("GET /health", 200, "{\"status\":\"ok\"}");
    long own = ProcessHandle.current().pid();
    local(server.url().toString(), own);
    Terminal.Result result = terminal().run("status", "-o", "json");
    assertThat(result.exit()).isZero();
    JsonNode status = JsonMapper.shared().readTree(result.out());
    assertThat(status.path("state").asString()).isEqualTo("up");
    assertThat(status.path("url").asString()).isEqualTo(server.url().toString());
    assertThat(status.path("pid").asLong()).isEqualTo(own);
    assertThat(status.path("data_dir").asString()).isEqualTo("/data/here");
    assertThat(terminal().run("status").out()).contains("started  2026-11-23 09:00:00");
  }

  @Test
  void aServerElsewhereHasNoProcessHere() throws IOException {
    server.json("GET /health", 200, "{}");
    local("http://127.0.0.1:1", ProcessHandle.current().pid());
    Terminal.Result result =
        terminal().run("status", "--url", server.url().toString(), "-o", "json");
    assertThat(result.exit()).isZero();
    assertThat(JsonMapper.shared().readTree(result.out()).has("pid")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 500, 503})
  void aServerThatIsNotReadyIsDown(int health) throws IOException {
    server.json("GET /health", health, "{\"message\":\"starting\"}");
    local(server.url().toString(), 0);
    Terminal.Result result = terminal().run("status");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("state    down");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void nobodyAnswersAndTheProcessIsGone() throws IOException {
    Process gone = new ProcessBuilder("true").start();
    Await.until("it has ended", () -> !gone.isAlive());
    local("http://127.0.0.1:1", gone.pid());
    Terminal.Result status = terminal().run("status", "-o", "json");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(JsonMapper.shared().readTree(status.out()).has("pid")).isFalse();
    Terminal.Result down = terminal().run("down");
    assertThat(down.exit()).isEqualTo(1);
    assertThat(down.err())
        .isEqualTo("error: no local server runs for this user\nhint: start one with: clens up\n");
  }

  @Test
  void downWithoutAServerSaysSo() {
    Terminal.Result down = terminal().run("down", "-o", "json");
    assertThat(down.exit()).isEqualTo(1);
    assertThat(JsonMapper.shared().readTree(down.err()).at("/error/code").asString())
        .isEqualTo("not_running");
  }

  @Test
  void downEndsTheProcessAndWaitsForIt() throws IOException {
    Process waiting = new ProcessBuilder("cat").start();
    try {
      local("http://127.0.0.1:1", waiting.pid());
      Terminal.Result down = terminal().run("down");
      assertThat(down.exit()).as(down.err()).isZero();
      assertThat(down.err()).isEqualTo("stopped; the data stays in /data/here\n");
      assertThat(waiting.isAlive()).isFalse();
    } finally {
      waiting.destroyForcibly();
    }
  }

  @Test
  void upIsNamedButIsNotInThisJar() {
    Terminal.Result up = terminal().run("up");
    assertThat(up.exit()).isEqualTo(2);
    assertThat(up.err()).contains("this jar holds the command line only").contains("./clens up");
  }

  @Test
  void aPageIsOpenedInTheBrowserOfTheUser() throws IOException {
    Path seen = dir.resolve("seen");
    Path browser = dir.resolve("browser");
    Files.writeString(
        browser,
        "#!/bin/sh\nprintf %s \"$1\" > " + seen + ".new && mv " + seen + ".new " + seen + "\n");
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    Terminal terminal = new Terminal(server, dir).with("BROWSER", "/none:" + browser + " %s extra");
    Terminal.Result result = terminal.run("open", "runs/7");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("there is no /none\nopened " + server.url() + "/runs/7\n");
    Await.until("the browser was started", () -> Files.exists(seen));
    assertThat(Files.readString(seen)).isEqualTo(server.url() + "/runs/7");
  }

  @Test
  void withoutABrowserTheAddressIsPrinted() {
    Terminal terminal = new Terminal(server, dir).with("BROWSER", dir.resolve("none").toString());
    Terminal.Result result = terminal.run("open");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo(server.url() + "/\n");
    assertThat(result.err()).contains("there is no ", "no browser was found here");
    assertThat(new Terminal(server, dir).run("open").out())
        .as("without a screen")
        .isEqualTo(server.url() + "/\n");
    assertThat(terminal.run("open", "/a b").err()).startsWith("error: \"/a b\" is no path");
    Terminal.Result printed = terminal.run("open", "/lenses", "--print");
    assertThat(printed.out()).isEqualTo(server.url() + "/lenses\n");
    assertThat(printed.err()).isEmpty();
  }
}
