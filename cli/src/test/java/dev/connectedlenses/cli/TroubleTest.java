package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong around a command is told in one line with a way out, and never as a fault. */
final class TroubleTest {
  private static final String PROFILE = "[{\"id\":\"p\",\"handle\":\"ada\"}]";
  private static final String WHOAMI = "POST /rest/v1/rpc/fn_lensers_get_active_profile";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static void toldInOneLine(Terminal.Result result, int exit, String message, String hint) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).as(result.err()).hasSize(2);
    assertThat(result.err().lines().findFirst().orElse("")).startsWith("error: ").contains(message);
    assertThat(result.err().lines().skip(1).findFirst().orElse(""))
        .startsWith("hint: ")
        .contains(hint);
    assertThat(result.err()).doesNotContain("Exception").doesNotContain("fault of clens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "ftp://files", "http://", "no url at all", "//x"})
  void anAddressThatCannotBeAskedIsRefusedWhereverItComesFrom(String url) throws IOException {
    Terminal terminal = Terminal.signedIn(server, dir).without("CLENS_URL");
    toldInOneLine(terminal.run("whoami", "--url", url), 2, "\"" + url + "\"", "http://127.0.0.1");
    Files.writeString(dir.resolve("config.toml"), "url = \"" + url + "\"\n");
    toldInOneLine(terminal.run("whoami"), 2, "\"" + url + "\"", "http://127.0.0.1");
    terminal.with("CLENS_URL", url);
    toldInOneLine(terminal.run("whoami"), 2, "\"" + url + "\"", "http://127.0.0.1");
  }

  @Test
  void theFlagIsAboveTheEnvironmentAndThatAboveTheFile() throws IOException {
    server.rpc("fn_lensers_get_active_profile", PROFILE);
    String nowhere = "http://127.0.0.1:1";
    Files.writeString(dir.resolve("config.toml"), "url = \"" + server.url() + "\"\n");
    Terminal terminal = Terminal.signedIn(server, dir).without("CLENS_URL");
    assertThat(terminal.run("whoami").exit()).isZero();
    terminal.with("CLENS_URL", nowhere);
    toldInOneLine(terminal.run("whoami"), 1, "no server answers at " + nowhere, "clens up");
    assertThat(terminal.run("whoami", "--url", server.url().toString()).exit()).isZero();
    terminal.with("CLENS_URL", " ");
    assertThat(terminal.run("whoami").exit()).as("blank is like none").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hello</html>", "OK", "{\"half\":", "404 page not found"})
  void anotherServerAtTheAddressIsRecognized(String body) {
    server.json(WHOAMI, 200, body);
    toldInOneLine(
        Terminal.signedIn(server, dir).run("whoami"),
        1,
        server.url() + " answers, but not like ConnectedLenses",
        "check the URL");
  }

  @ParameterizedTest
  @CsvSource({"500, 1", "502, 1", "503, 1", "404, 5", "429, 7"})
  void aPageInThePlaceOfAnErrorBodyIsToldByItsStatus(int status, int exit) {
    server.json(WHOAMI, status, "<html><h1>sorry</h1></html>");
    Terminal.Result result = Terminal.signedIn(server, dir).run("whoami");
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).isEqualTo("error: the server answered " + status + "\n");
  }

  @Test
  void aBrokenFileOfSessionsIsNamed() throws IOException {
    Files.writeString(dir.resolve("credentials.json"), "{\"http://x\":{");
    toldInOneLine(
        new Terminal(server, dir).run("whoami"), 2, "credentials.json is no JSON", "clens login");
    server.rpc("fn_lensers_get_active_profile", PROFILE);
    assertThat(Terminal.signedIn(server, dir).run("whoami").exit())
        .as("a token of the environment needs no file")
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"url\":\"\",\"pid\":1}"})
  void aFileOfNoLocalServerIsLikeNone(String text) throws IOException {
    Files.writeString(dir.resolve("local.json"), text);
    Terminal terminal = new Terminal(server, dir).without("CLENS_URL");
    JsonNode status = JsonMapper.shared().readTree(terminal.run("status", "-o", "json").out());
    assertThat(status.path("url").asString()).isEqualTo("http://127.0.0.1:8080");
    assertThat(status.has("pid")).isFalse();
  }

  @Test
  void anAnswerWithoutATokenSignsNobodyIn() {
    server.json("POST /auth/v1/token", 200, "{\"user\":null}");
    Terminal terminal = new Terminal(server, dir).typing("secret-secret\n");
    toldInOneLine(
        terminal.run("login", "--email", "ada@example.com", "--password-stdin"),
        4,
        "you are not signed in at " + server.url(),
        "clens login");
    assertThat(dir.resolve("credentials.json")).doesNotExist();
  }

  @Test
  void aWrongPasswordKeepsTheSessionThatThereWas() {
    server
        .json("POST /auth/v1/token", 200, session("a1"))
        .json(
            "POST /auth/v1/token",
            400,
            "{\"error_code\":\"invalid_credentials\",\"msg\":\"Invalid login credentials\"}")
        .rpc("fn_lensers_get_active_profile", PROFILE);
    Terminal terminal = new Terminal(server, dir).typing("secret-secret\n");
    assertThat(terminal.run("login", "--email", "a@example.com", "--password-stdin").exit())
        .isZero();
    Terminal.Result wrong = terminal.run("login", "--email", "a@example.com", "--password-stdin");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).isEqualTo("error: Invalid login credentials\n");
    assertThat(terminal.run("whoami").exit()).isZero();
    assertThat(server.only(WHOAMI).authorization()).isEqualTo("Bearer a1");
  }

  @Test
  void sessionsAreByServerAndASlashAtTheEndMakesNoOther() {
    server
        .json("POST /auth/v1/token", 200, session("a1"))
        .rpc("fn_lensers_get_active_profile", PROFILE);
    Terminal terminal = new Terminal(server, dir).typing("secret-secret\n");
    terminal.run("login", "--email", "a@example.com", "--password-stdin");
    assertThat(terminal.run("whoami", "--url", server.url() + "/").exit()).isZero();
    try (FakeServer other = new FakeServer()) {
      other.rpc("fn_lensers_get_active_profile", PROFILE);
      assertThat(terminal.run("whoami", "--url", other.url().toString()).exit()).isEqualTo(4);
      assertThat(other.everything()).as("nothing was sent to it").isEmpty();
    }
  }

  @Test
  void refusedWordsAreJsonWhereResultsAre() {
    Terminal.Result result =
        Terminal.signedIn(server, dir).run("lens", "get", "none", "-o", "json");
    assertThat(result.exit()).isEqualTo(5);
    JsonNode error = JsonMapper.shared().readTree(result.err()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("none");
    assertThat(error.path("request_id").asString()).isEqualTo("req-1");
  }

  private static String session(String token) {
    return "{\"access_token\":\"%s\",\"refresh_token\":\"r\",\"expires_at\":%d,\"user\":{\"email\":\"a@example.com\"}}"
        .formatted(token, Terminal.NOW.getEpochSecond() + 3600);
  }
}
