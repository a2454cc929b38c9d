package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks on the command line. */
final class WebhookCommandsTest {
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000bc";
  private static final String CONFIG =
      """
      {"webhook_id":"0197d4c0-0000-7000-8000-0000000000dd","url":"/v1/hooks/0197d4c0-0000-7000-8000-0000000000dd","is_active":true,
       "secret_hint":"9f3=","rotated_at":"2026-11-23T10:00:00+00:00","last_fired_at":null,"workflow_assignment_id":null,"last_run_id":null}
      """;

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Terminal.Result run(String... words) {
    return Terminal.signedIn(server, dir).run(words);
  }

  private JsonNode sent(String function) {
    return JsonMapper.shared().readTree(server.only("POST /rest/v1/rpc/" + function).body());
  }

  @Test
  void getShowsTheWholeAddressAndNoSecret() {
    server.rpc("fn_get_workflow_webhook_config", CONFIG);
    Terminal.Result result = run("webhook", "get", FLOW, "-o", "json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode shown = JsonMapper.shared().readTree(result.out());
    assertThat(shown.path("url").asString())
        .isEqualTo(server.url().resolve("/v1/hooks/0197d4c0-0000-7000-8000-0000000000dd") + "");
    assertThat(shown.path("secret_hint").asString()).isEqualTo("9f3=");
    assertThat(sent("fn_get_workflow_webhook_config").path("p_workflow_id").asString())
        .isEqualTo(FLOW);
  }

  @Test
  void rotatePrintsTheSecretOnceWithTheAddressThatItIsFor() {
    server
        .rpc("fn_rotate_webhook_secret", "\"whsec_c2VjcmV0\"")
        .rpc("fn_get_workflow_webhook_config", CONFIG);
    Terminal.Result result = run("webhook", "rotate", FLOW);
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("whsec_c2VjcmV0", server.url() + "");
    assertThat(result.err()).as("secrets are no notes").doesNotContain("whsec_");
    assertThat(sent("fn_rotate_webhook_secret").path("p_workflow_id").asString()).isEqualTo(FLOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--active on            | \"p_is_active\":true",
        "--active off           | \"p_is_active\":false",
        "--assignment " + FLOW + " | \"p_workflow_assignment_id\":\"" + FLOW + "\"",
        "--as-author            | \"p_as_author\":true"
      })
  void updateSendsWhatIsNamedAndNothingElse(String options, String body) {
    server.rpc("fn_update_workflow_webhook", CONFIG);
    Terminal.Result result = run(("webhook update " + FLOW + " " + options.strip()).split(" "));
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(sent("fn_update_workflow_webhook"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree("{\"p_workflow_id\":\"" + FLOW + "\"," + body.strip() + "}"));
    assertThat(result.out()).contains("/v1/hooks/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"webhook update " + FLOW + " --active maybe", "webhook rotate", "webhook get a b"})
  void whatMakesNoSenseIsExitTwo(String line) {
    Terminal.Result result = run(line.split(" "));
    assertThat(result.exit()).as(result.err()).isEqualTo(2);
    assertThat(server.asked("POST /rest/v1/rpc/fn_update_workflow_webhook")).isEmpty();
  }

  @Test
  void aRefusalIsToldAsTheServerTellsIt() {
    server.json(
        "POST /rest/v1/rpc/fn_update_workflow_webhook",
        409,
        "{\"code\":\"55000\",\"message\":\"the webhook has no secret yet\",\"details\":null,\"hint\":\"no_webhook_secret: make one first\"}");
    Terminal.Result result = run("webhook", "update", FLOW, "--active", "on");
    assertThat(result.exit()).isNotZero();
    assertThat(result.err()).contains("the webhook has no secret yet", "make one first");
    assertThat(result.out()).isEmpty();
  }
}
