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
import tools.jackson.databind.json.JsonMapper;

/** Keys by the command line: secrets come by pipe or file and go to the server, nowhere else. */
final class KeyCommandsTest {
  private static final String SECRET = "sk-cli-0123456789abcdef";
  private static final String ONE = "0197d4c0-1111-7000-8000-0000000000aa";
  private static final String TWO = "0197d4c0-2222-7000-8000-0000000000bb";
  private static final String OLD = "0197d4c0-3333-7000-8000-0000000000cc";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void knowKeys() {
    server.rpc(
        "fn_get_my_api_keys",
        "["
            + key(ONE, "openai", "work", "active")
            + ","
            + key(TWO, "lab", "play", "active")
            + ","
            + key(OLD, "lab", "before", "revoked")
            + "]");
    server.rpc("fn_revoke_api_key", "");
    server.json("POST /v1/keys", 201, key(ONE, "openai", "work", "active"));
    server.json("POST /v1/keys/" + ONE + "/rotate", 200, key(ONE, "openai", "work", "active"));
    server.json("PATCH /v1/keys/" + ONE, 200, key(ONE, "openai", "work", "active"));
    server.json(
        "POST /v1/keys/" + ONE + "/test",
        200,
        "{\"ok\":true,\"reason\":\"ok\",\"message\":\"openai takes the key\",\"models_count\":3,\"models\":[]}");
    server.json(
        "POST /v1/keys/" + TWO + "/test",
        200,
        "{\"ok\":false,\"reason\":\"refused\",\"message\":\"lab refuses the key (401)\",\"models_count\":0}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String key(String id, String provider, String label, String status) {
    return "{\"id\":\"%s\",\"provider_key\":\"%s\",\"label\":\"%s\",\"key_suffix\":\"cdef\",\"status\":\"%s\",\"spent_credits\":1.5}"
        .formatted(id, provider, label, status);
  }

  private Terminal terminal() {
    return Terminal.signedIn(server, dir);
  }

  private String sent(String route) {
    return server.only(route).body();
  }

  @Test
  void aKeyComesInByPipe() {
    Terminal.Result result =
        terminal()
            .typing(SECRET + "\n")
            .run(
                "key",
                "add",
                "openai",
                "-f",
                "-",
                "--label",
                "work",
                "--cap",
                "500",
                "--expires",
                "2027-01-31T00:00:00Z");
    assertThat(result.exit()).as(result.err()).isZero();
    var body = JsonMapper.shared().readTree(sent("POST /v1/keys"));
    assertThat(body.path("secret").asString()).isEqualTo(SECRET);
    assertThat(body.path("provider").asString()).isEqualTo("openai");
    assertThat(body.path("spending_cap_credits").asInt()).isEqualTo(500);
    assertThat(body.path("expires_at").asString()).isEqualTo("2027-01-31T00:00:00Z");
    assertThat(result.out()).contains("cdef").doesNotContain(SECRET);
    assertThat(result.err()).doesNotContain(SECRET);
  }

  @Test
  void aKeyComesFromAFileAndIsTestedAtOnce() throws IOException {
    Path file = Files.writeString(dir.resolve("secret"), SECRET + "\n");
    Terminal.Result result = terminal().run("key", "add", "openai", "-f", "" + file, "--test");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(sent("POST /v1/keys")).contains(SECRET).doesNotContain("label");
    assertThat(result.err()).contains("openai takes the key; it lists 3 models");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key add openai | no terminal",
        "key add openai -f - | secret is empty",
        "key add openai -f /nowhere/at/all | no file",
        "key add | PROVIDER",
        "key add openai --secret sk-0123456789 | --secret",
        "key cap work much | no cap",
        "key cap work | CREDITS",
        "key rotate work | no terminal",
      })
  void whatCannotBeReadIsWrongUsage(String line, String says) {
    Terminal.Result result = terminal().run(line.split(" "));
    assertThat(result.exit()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(says);
    assertThat(server.asked("POST /v1/keys")).isEmpty();
  }

  @Test
  void keysAreListed() {
    Terminal.Result result = terminal().run("key", "list");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("openai", "work", "revoked", ONE);
    assertThat(terminal().run("key", "list", "-o", "jsonl").out().lines()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"work", "openai", ONE, "0197d4c0-1111"})
  void aKeyIsFoundByWhatPeopleCallIt(String ref) {
    Terminal.Result result = terminal().run("key", "revoke", ref);
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(sent("POST /rest/v1/rpc/fn_revoke_api_key")).contains(ONE);
    assertThat(result.err()).contains("revoked " + ONE);
  }

  @Test
  void whatIsNotThereOrNotOneIsRefused() {
    assertThat(terminal().run("key", "revoke", "nope").exit()).isEqualTo(5);
    assertThat(terminal().run("key", "revoke", "before").exit()).as("revoked before").isEqualTo(5);
    server.rpc("fn_get_my_api_keys", "[]");
    assertThat(server.asked("POST /rest/v1/rpc/fn_revoke_api_key")).isEmpty();
    try (FakeServer two = new FakeServer()) {
      two.rpc(
          "fn_get_my_api_keys",
          "[" + key(ONE, "lab", "a", "active") + "," + key(TWO, "lab", "b", "active") + "]");
      Terminal.Result result = Terminal.signedIn(two, dir).run("key", "test", "lab");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).contains("several");
    }
  }

  @Test
  void aTestEndsByWhatTheProviderSays() {
    Terminal.Result fine = terminal().run("key", "test", "work");
    assertThat(fine.exit()).as(fine.err()).isZero();
    assertThat(fine.err()).contains("it lists 3 models");
    Terminal.Result refused = terminal().run("key", "test", "play");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("lab refuses the key (401)");
  }

  @Test
  void aSecretIsReplacedAndACapIsSetOrTakenAway() {
    Terminal.Result rotated = terminal().typing(SECRET).run("key", "rotate", "work", "-f", "-");
    assertThat(rotated.exit()).as(rotated.err()).isZero();
    assertThat(sent("POST /v1/keys/" + ONE + "/rotate"))
        .isEqualTo("{\"secret\":\"" + SECRET + "\"}");
    assertThat(terminal().run("key", "cap", "work", "250").exit()).isZero();
    assertThat(terminal().run("key", "cap", "work", "none").exit()).isZero();
    assertThat(server.asked("PATCH /v1/keys/" + ONE).stream().map(FakeServer.Asked::body))
        .containsExactly("{\"spending_cap_credits\":250}", "{\"spending_cap_credits\":null}");
  }
}
