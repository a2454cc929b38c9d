package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands against a server that answers as it was told to, and what they sent to it. */
abstract class SignedInTest {
  static final String AGENT = "0197d4c0-0000-7000-8000-0000000000a1";

  @TempDir Path dir;
  final FakeServer server = new FakeServer();

  @AfterEach
  final void stopServer() {
    server.close();
  }

  final Terminal signedIn() {
    return Terminal.signedIn(server, dir);
  }

  final Terminal.Result ok(String... words) {
    Terminal.Result result = signedIn().run(words);
    assertThat(result.exit()).as(String.join(" ", words) + ": " + result.err()).isZero();
    return result;
  }

  /** Refused with one line and nothing on standard output. */
  final void refused(int exit, String message, String... words) {
    Terminal.Result result = signedIn().run(words);
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("error: " + message);
  }

  final JsonNode sent(String function) {
    return json(server.asked("POST /rest/v1/rpc/" + function).getFirst().body());
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
