package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How the command line gets, keeps and renews a session. */
final class SigningInTest {
  private static final String PROFILE = "[{\"id\":\"p\",\"handle\":\"ada\"}]";
  private static final String WHOAMI = "POST /rest/v1/rpc/fn_lensers_get_active_profile";
  private static final String TOKEN = "POST /auth/v1/token";
  private static final long LATER = Terminal.NOW.getEpochSecond() + 900;

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void passwordsComeFromStandardInputAndSessionsGoToAPrivateFile() throws IOException {
    server
        .json(TOKEN, 200, session("a1", "r1", LATER))
        .rpc("fn_lensers_get_active_profile", PROFILE);
    Terminal terminal = new Terminal(server, dir);
    Terminal.Result login =
        terminal
            .typing("correct horse\n")
            .run("login", "--email", "ada@example.com", "--password-stdin");
    assertThat(login.exit()).as(login.err()).isZero();
    assertThat(JsonMapper.shared().readTree(server.only(TOKEN).body()).path("password").asString())
        .isEqualTo("correct horse");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dir.resolve("credentials.json"))))
        .isEqualTo("rw-------");
    assertThat(terminal.run("whoami").exit()).isZero();
    assertThat(server.only(WHOAMI).authorization()).isEqualTo("Bearer a1");
  }

  @Test
  void anOldTokenIsRenewedBeforeItIsUsed() {
    server
        .json(TOKEN, 200, session("a1", "r1", Terminal.NOW.getEpochSecond() + 5))
        .json(TOKEN, 200, session("a2", "r2", LATER))
        .rpc("fn_lensers_get_active_profile", PROFILE);
    Terminal terminal = new Terminal(server, dir).typing("secret-secret");
    terminal.run("login", "--email", "ada@example.com", "--password-stdin");
    assertThat(terminal.run("whoami").exit()).isZero();
    assertThat(server.asked(TOKEN).getLast().body()).contains("\"r1\"");
    assertThat(server.only(WHOAMI).authorization()).isEqualTo("Bearer a2");
  }

  @Test
  void aRefusedTokenIsRenewedOnce() {
    server
        .json(TOKEN, 200, session("a1", "r1", LATER))
        .json(TOKEN, 200, session("a2", "r2", LATER))
        .json(WHOAMI, 401, "{\"code\":\"PGRST303\",\"message\":\"JWT expired\"}")
        .json(WHOAMI, 200, PROFILE);
    Terminal terminal = new Terminal(server, dir).typing("secret-secret");
    terminal.run("login", "--email", "ada@example.com", "--password-stdin");
    assertThat(terminal.run("whoami").exit()).isZero();
    assertThat(server.asked(WHOAMI))
        .extracting(FakeServer.Asked::authorization)
        .containsExactly("Bearer a1", "Bearer a2");
  }

  @Test
  void theLocalServersOwnerIsSignedInByItsOneTimeToken() throws IOException {
    server
        .json("POST /auth/v1/verify", 200, session("a1", "r1", LATER))
        .rpc("fn_lensers_get_active_profile", PROFILE);
    localServer("\"once\"");
    Terminal terminal = new Terminal(server, dir).without("CLENS_URL");
    assertThat(terminal.run("whoami", "-o", "name").out()).isEqualTo("ada\n");
    assertThat(terminal.run("whoami", "-o", "name").out()).isEqualTo("ada\n");
    assertThat(server.only("POST /auth/v1/verify").body()).contains("once").contains("magiclink");
  }

  @Test
  void withoutASessionTheWayInIsNamed() throws IOException {
    Terminal.Result none = new Terminal(server, dir).run("whoami");
    assertThat(none.exit()).isEqualTo(4);
    assertThat(none.err()).contains("not signed in at " + server.url()).contains("clens login");
    server.json("POST /auth/v1/verify", 403, "{\"error_code\":\"otp_expired\",\"msg\":\"spent\"}");
    localServer("\"spent\"");
    assertThat(new Terminal(server, dir).run("whoami").exit()).isEqualTo(4);
  }

  @Test
  void aSpentRefreshTokenIsForgotten() {
    server
        .json(TOKEN, 200, session("a1", "r1", Terminal.NOW.getEpochSecond()))
        .json(TOKEN, 400, "{\"code\":\"refresh_token_already_used\",\"message\":\"spent\"}");
    Terminal terminal = new Terminal(server, dir).typing("secret-secret");
    terminal.run("login", "--email", "ada@example.com", "--password-stdin");
    assertThat(terminal.run("whoami").exit()).isEqualTo(4);
    assertThat(terminal.run("whoami").exit()).isEqualTo(4);
    assertThat(server.asked(TOKEN)).hasSize(2);
  }

  @Test
  void linksAreReadFromStandardInput() {
    server.json("POST /auth/v1/verify", 200, session("a1", "r1", LATER));
    Terminal terminal = new Terminal(server, dir);
    assertThat(terminal.typing(server.url() + "/sign-in?token=abc\n").run("login", "--link").exit())
        .isZero();
    assertThat(server.only("POST /auth/v1/verify").body()).contains("\"abc\"");
    assertThat(terminal.typing("http://x/y\n").run("login", "--link").exit()).isEqualTo(2);
    assertThat(terminal.typing("").run("login", "--link").err())
        .contains("standard input is empty");
  }

  @Test
  void noSecretIsAskedForWithoutATerminal() {
    Terminal.Result result = new Terminal(server, dir).run("login", "--email", "ada@example.com");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--password-stdin");
  }

  private static final String LOGOUT = "POST /auth/v1/logout";

  private Terminal signedIn(String... sessions) {
    for (String session : sessions) {
      server.json(TOKEN, 200, session);
    }
    Terminal terminal = new Terminal(server, dir).typing("secret-secret");
    assertThat(terminal.run("login", "--email", "ada@example.com", "--password-stdin").exit())
        .isZero();
    return terminal;
  }

  private String kept() throws IOException {
    return Files.readString(dir.resolve("credentials.json"));
  }

  @Test
  void whoSignsOutIsForgottenHereAndAtTheServer() throws IOException {
    Terminal terminal = signedIn(session("a1", "r1", LATER));
    server.json(LOGOUT, 204, "");
    Terminal.Result out = terminal.run("logout");
    assertThat(out.exit()).as(out.err()).isZero();
    assertThat(out.out()).isEmpty();
    assertThat(out.err()).isEqualTo("signed out at " + server.url() + "\n");
    assertThat(server.only(LOGOUT).authorization()).isEqualTo("Bearer a1");
    assertThat(server.only(LOGOUT).query()).isEqualTo("scope=local");
    assertThat(kept()).isEqualTo("{}");
    assertThat(terminal.run("whoami").exit()).isEqualTo(4);
    assertThat(terminal.run("logout").err()).startsWith("nobody was signed in");
    assertThat(server.asked(LOGOUT)).as("nothing to end").hasSize(1);
  }

  @Test
  void anOldSessionIsRenewedToBeEndedEverywhere() throws IOException {
    long before = Terminal.NOW.getEpochSecond() - 60;
    Terminal terminal = signedIn(session("a1", "r1", before), session("a2", "r2", LATER));
    server.json(LOGOUT, 204, "");
    assertThat(terminal.run("logout", "--everywhere").exit()).isZero();
    assertThat(server.only(LOGOUT).authorization()).isEqualTo("Bearer a2");
    assertThat(server.only(LOGOUT).query()).isEqualTo("scope=global");
    assertThat(kept()).isEqualTo("{}");
  }

  @Test
  void aSessionThatTheServerForgotIsOver() throws IOException {
    Terminal terminal = signedIn(session("a1", "r1", LATER));
    server.json(LOGOUT, 401, "{\"code\":401,\"msg\":\"session not found\"}");
    assertThat(terminal.run("logout").err()).startsWith("signed out");
    assertThat(kept()).isEqualTo("{}");
  }

  @Test
  void aSessionThatCannotBeRenewedIsOver() throws IOException {
    long before = Terminal.NOW.getEpochSecond() - 60;
    Terminal terminal = new Terminal(server, dir).typing("secret-secret");
    server
        .json(TOKEN, 200, session("a1", "r1", before))
        .json(TOKEN, 400, "{\"error_code\":\"refresh_token_already_used\",\"msg\":\"used\"}");
    terminal.run("login", "--email", "ada@example.com", "--password-stdin");
    assertThat(terminal.run("logout").exit()).isZero();
    assertThat(kept()).isEqualTo("{}");
    assertThat(server.asked(LOGOUT)).isEmpty();
  }

  /** Nothing else could end the sessions on other machines. */
  @Test
  void whoCouldNotBeSignedOutEverywhereStaysSignedIn() throws IOException {
    Terminal terminal = signedIn(session("a1", "r1", LATER));
    server.json(LOGOUT, 500, "{\"message\":\"out of order\"}");
    assertThat(terminal.run("logout", "--everywhere").exit()).isEqualTo(1);
    assertThat(kept()).contains("r1");
    server.close();
    assertThat(terminal.run("logout", "--everywhere").exit()).isEqualTo(1);
    assertThat(kept()).contains("r1");
  }

  @Test
  void whatIsWrongAtTheServerIsSaidAndTheSessionIsForgottenAllTheSame() throws IOException {
    Terminal terminal = signedIn(session("a1", "r1", LATER));
    server.json(LOGOUT, 500, "{\"message\":\"out of order\"}");
    Terminal.Result result = terminal.run("logout");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: out of order");
    assertThat(kept()).isEqualTo("{}");
  }

  @Test
  void withoutTheServerTheSessionIsForgottenHere() throws IOException {
    Terminal terminal = signedIn(session("a1", "r1", LATER));
    server.close();
    Terminal.Result result = terminal.run("logout");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).startsWith("forgotten here; ").contains("ends by itself");
    assertThat(kept()).isEqualTo("{}");
  }

  @Test
  void aTokenOfTheEnvironmentIsNoSession() {
    Terminal.Result result = Terminal.signedIn(server, dir).run("logout");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("CLENS_TOKEN").contains("clens token revoke");
    assertThat(server.everything()).isEmpty();
  }

  private void localServer(String token) throws IOException {
    Files.writeString(
        dir.resolve("local.json"),
        "{\"url\":\""
            + server.url()
            + "\",\"pid\":1,\"data_dir\":\"d\",\"started_at\":\"s\",\"token\":"
            + token
            + "}");
  }

  private static String session(String access, String refresh, long expiresAt) {
    return "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_at\":%d,\"user\":{\"email\":\"ada@example.com\"}}"
        .formatted(access, refresh, expiresAt);
  }
}
