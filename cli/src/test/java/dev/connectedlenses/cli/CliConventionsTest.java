package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every command: streams, formats, exit codes, settings. */
final class CliConventionsTest {
  private static final String PROFILE =
      "[{\"id\":\"0197d4c0-0000-7000-8000-000000000001\",\"handle\":\"ada\",\"display_name\":\"Ada\",\"status\":\"active\"}]";
  private static final String WHOAMI = "POST /rest/v1/rpc/fn_lensers_get_active_profile";

  @TempDir Path dir;
  private FakeServer server = new FakeServer();

  @BeforeEach
  void startServer() {
    server.close();
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"400,1", "401,4", "403,5", "404,5", "409,6", "412,6", "429,7", "500,1", "504,124"})
  void refusalsHaveTheirExitCode(int status, int exit) {
    server.json(
        WHOAMI,
        status,
        "{\"code\":\"X\",\"message\":\"no\",\"details\":null,\"hint\":\"do this\"}");
    Terminal.Result result = Terminal.signedIn(server, dir).run("whoami");
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("error: no\nhint: do this\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "demo", "whoami", "lens", "lens list", "lens render", "workflow", "run watch"})
  void everyCommandExplainsItself(String command) {
    String line = command.isEmpty() ? "--help" : command + " --help";
    Terminal.Result result = Terminal.signedIn(server, dir).run(line.split(" "));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Usage: clens" + (command.isEmpty() ? "" : " " + command));
  }

  @Test
  void errorsAreJsonWhenResultsAre() {
    server.json(WHOAMI, 409, "{\"code\":\"55000\",\"message\":\"wrong state\",\"hint\":null}");
    Terminal.Result result = Terminal.signedIn(server, dir).run("whoami", "-o", "json");
    JsonNode error = JsonMapper.shared().readTree(result.err()).path("error");
    assertThat(result.out()).isEmpty();
    assertThat(error.path("code").asString()).isEqualTo("55000");
    assertThat(error.path("message").asString()).isEqualTo("wrong state");
    assertThat(error.path("request_id").asString()).isEqualTo("req-1");
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "lens nonsense", "lens list --nonsense", "whoami -o nonsense", "run get"})
  void wrongUsageIsOneLineAndExitTwo(String line) {
    Terminal.Result result = Terminal.signedIn(server, dir).run(line.split(" "));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(2).first().asString().startsWith("error: ");
    assertThat(result.err()).contains("hint: see: clens");
  }

  @Test
  void everyFormatPrintsTheSameObject() {
    server.rpc("fn_lensers_get_active_profile", PROFILE);
    Terminal terminal = Terminal.signedIn(server, dir);
    assertThat(terminal.run("whoami").out())
        .isEqualTo(
            "handle  ada\nname    Ada\nid      0197d4c0-0000-7000-8000-000000000001\nstatus  active\n");
    assertThat(JsonMapper.shared().readTree(terminal.run("whoami", "-o", "json").out()))
        .isEqualTo(JsonMapper.shared().readTree(PROFILE).get(0));
    assertThat(terminal.run("whoami", "-o", "yaml").out()).contains("handle: \"ada\"");
    assertThat(terminal.run("whoami", "-o", "name").out()).isEqualTo("ada\n");
    assertThat(terminal.run("whoami", "-o", "jsonl", "--fields", "handle,status").out())
        .isEqualTo("{\"handle\":\"ada\",\"status\":\"active\"}\n");
  }

  @Test
  void helpNamesEveryCommand() {
    Terminal.Result result = Terminal.signedIn(server, dir).run("--help");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "up",
            "down",
            "status",
            "login",
            "whoami",
            "lens",
            "workflow",
            "run",
            "demo",
            "version");
    assertThat(Terminal.signedIn(server, dir).run().out()).isEqualTo(result.out());
  }

  @Test
  void settingsComeFromFlagThenEnvironmentThenFile() throws IOException {
    server.rpc("fn_lensers_get_active_profile", PROFILE);
    Files.writeString(
        dir.resolve("config.toml"), "output = \"name\"\nurl = \"" + server.url() + "\"\n");
    Terminal terminal = Terminal.signedIn(server, dir).without("CLENS_URL");
    assertThat(terminal.run("whoami").out()).isEqualTo("ada\n");
    terminal.with("CLENS_OUTPUT", "jsonl");
    assertThat(terminal.run("whoami").out()).startsWith("{\"id\"");
    assertThat(terminal.run("whoami", "-o", "table").out()).startsWith("handle");
  }

  @Test
  void aWrongSettingsFileIsRefusedByName() throws IOException {
    Files.writeString(dir.resolve("config.toml"), "colour = \"red\"\n");
    Terminal.Result result = Terminal.signedIn(server, dir).without("CLENS_URL").run("whoami");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("config.toml has an unknown key \"colour\"");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Terminal terminal = Terminal.signedIn(server, dir);
    server.close();
    Terminal.Result result = terminal.run("whoami");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("no server answers at " + server.url()).contains("clens up");
  }

  @Test
  void versionNeedsNoServer() {
    Terminal terminal = Terminal.signedIn(server, dir);
    assertThat(terminal.run("version").out()).contains("clens").contains("java   25");
    assertThat(terminal.run("--version").out()).startsWith("clens ");
  }
}
