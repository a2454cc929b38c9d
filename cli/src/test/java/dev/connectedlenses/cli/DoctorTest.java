package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is not in order is found, named, and comes with what to do. */
final class DoctorTest {
  private static final String WHOAMI = "POST /rest/v1/rpc/fn_lensers_get_active_profile";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** Each check's state, in order; the exit code says whether one is bad. */
  private Map<String, String> states(Terminal terminal) {
    Terminal.Result result = terminal.run("doctor", "-o", "json");
    assertThat(result.err()).isEmpty();
    Map<String, String> states = new LinkedHashMap<>();
    for (JsonNode row : JsonMapper.shared().readTree(result.out())) {
      states.put(row.path("name").asString(), row.path("state").asString());
      assertThat(row.path("remedy").isNull())
          .isEqualTo(row.path("state").asString().equals("good"));
    }
    assertThat(result.exit()).isEqualTo(states.containsValue("bad") ? 1 : 0);
    return states;
  }

  private String finding(Terminal terminal, String name) {
    JsonNode rows = JsonMapper.shared().readTree(terminal.run("doctor", "-o", "json").out());
    JsonNode row =
        rows.valueStream()
            .filter(r -> r.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow();
    return row.path("found").asString() + " | " + row.path("remedy").asString("");
  }

  private void localServer(String url, long pid, Path data) throws IOException {
    Files.writeString(
        dir.resolve("local.json"),
        "{\"url\":\"%s\",\"pid\":%d,\"data_dir\":\"%s\",\"started_at\":\"\",\"token\":null}"
            .formatted(url, pid, data));
  }

  @Test
  void allIsWell() throws IOException {
    server.json("GET /health", 200, "{}").json(WHOAMI, 200, "[{\"handle\":\"ada\"}]");
    localServer(server.url().toString(), ProcessHandle.current().pid(), dir);
    Terminal terminal = Terminal.signedIn(server, dir);
    assertThat(states(terminal).keySet())
        .containsExactly(
            "java", "settings", "sessions", "process", "room", "scheduling", "server", "account");
    Map<String, String> others = states(terminal);
    others.keySet().removeAll(Set.of("room", "scheduling"));
    assertThat(others.values()).containsOnly("good");
    assertThat(finding(terminal, "account")).startsWith("signed in as ada");
    assertThat(terminal.run("doctor").out()).contains("CHECK", "good", "Java ");
  }

  @Test
  void nobodyAnswersAndTheProcessIsGone() throws IOException {
    Process gone = new ProcessBuilder("true").start();
    Await.until("it has ended", () -> !gone.isAlive());
    localServer("http://127.0.0.1:1", gone.pid(), dir.resolve("nowhere"));
    Terminal terminal = new Terminal(server, dir).with("CLENS_URL", "http://127.0.0.1:1");
    assertThat(states(terminal))
        .containsEntry("process", "doubtful")
        .containsEntry("server", "bad")
        .doesNotContainKeys("room", "scheduling", "account");
    assertThat(finding(terminal, "server"))
        .contains("no server answers at http://127.0.0.1:1", "clens up");
    assertThat(finding(terminal, "process")).contains("is gone", "clens up");
  }

  @Test
  void aServerThatIsNotReadySaysWhy() {
    server.json("GET /health", 503, "{\"message\":\"the database is away\",\"hint\":\"wait\"}");
    assertThat(finding(new Terminal(server, dir), "server"))
        .contains("the database is away | wait");
  }

  @Test
  void nobodyIsSignedInAndATokenIsNotTaken() {
    server
        .json("GET /health", 200, "{}")
        .json(WHOAMI, 401, "{\"code\":\"PGRST301\",\"message\":\"JWT expired\"}");
    assertThat(finding(new Terminal(server, dir), "account"))
        .isEqualTo("nobody is signed in | run: clens login");
    assertThat(finding(Terminal.signedIn(server, dir), "account"))
        .startsWith("the token of CLENS_TOKEN is not taken");
  }

  @Test
  void sessionsThatOthersCanReadAreNamed() throws IOException {
    server.json("GET /health", 200, "{}").json(WHOAMI, 200, "[{\"handle\":\"ada\"}]");
    Path file = Files.writeString(dir.resolve("credentials.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Terminal terminal = Terminal.signedIn(server, dir);
    assertThat(states(terminal)).containsEntry("sessions", "bad").containsEntry("account", "good");
    assertThat(finding(terminal, "sessions")).endsWith("run: chmod 600 " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(states(terminal)).containsEntry("sessions", "good");
  }

  @Test
  void settingsThatCannotBeReadAreTheOnlyThingToMend() throws IOException {
    for (String bad :
        new String[] {"url = [", "colour = \"red\"", "url = \"nonsense\"", "output = \"xml\""}) {
      Files.writeString(dir.resolve("config.toml"), bad + "\n");
      Terminal terminal = new Terminal(server, dir);
      assertThat(terminal.run("doctor", "-o", "json").exit()).as(bad).isEqualTo(1);
      assertThat(terminal.run("doctor", "-o", "json").out())
          .as(bad)
          .contains("\"settings\"")
          .contains("\"bad\"")
          .doesNotContain("\"server\"");
      Terminal.Result table = terminal.run("doctor");
      assertThat(table.exit()).as(bad).isEqualTo(1);
      assertThat(table.out()).as(bad).contains("CHECK", "settings", "bad");
    }
  }
}
