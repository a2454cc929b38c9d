package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Targets and messages on the command line. */
final class NotifyCommandsTest extends SignedInTest {
  private static final String TARGET = "0197d4c0-0000-7000-8000-0000000000e1";
  private static final String ROW =
      "{\"id\":\"%s\",\"kind\":\"webhook\",\"url\":\"https://x.example/h\",\"state\":\"ready\",\"waiting\":2,\"given_up\":1}"
          .formatted(TARGET);

  @Test
  void aWebhookIsAddedWithASecretThatIsShownOnce() {
    server
        .rpc("fn_upsert_notification_target", ROW)
        .rpc("fn_rotate_notification_secret", "\"whsec_abc\"");
    Terminal.Result added =
        ok(
            "notify",
            "add",
            "https://x.example/h",
            "--events",
            "run.failed, approval.requested",
            "--label",
            "pager",
            "-o",
            "json");
    assertThat(json(added.out()).path("secret").asString()).isEqualTo("whsec_abc");
    assertThat(json(added.out()).path("id").asString()).isEqualTo(TARGET);
    assertThat(added.err()).contains("cannot be shown again");
    assertThat(sent("fn_upsert_notification_target"))
        .isEqualTo(
            json(
                """
                {"p_url":"https://x.example/h","p_events":["run.failed","approval.requested"],"p_label":"pager"}
                """));
    assertThat(sent("fn_rotate_notification_secret"))
        .isEqualTo(json("{\"p_target_id\":\"" + TARGET + "\"}"));
  }

  @Test
  void lettersNeedNoAddress() {
    server.rpc("fn_upsert_notification_target", ROW);
    ok("notify", "mail", "--events", "run.failed");
    assertThat(sent("fn_upsert_notification_target"))
        .isEqualTo(json("{\"p_kind\":\"email\",\"p_events\":[\"run.failed\"]}"));
  }

  @Test
  void targetsAreListedChangedTestedAndRemoved() {
    server
        .rpc("fn_list_notification_targets", "[" + ROW + "]")
        .rpc("fn_upsert_notification_target", ROW)
        .rpc("fn_rotate_notification_secret", "\"whsec_new\"")
        .rpc("fn_test_notification_target", "\"" + TARGET + "\"")
        .rpc("fn_delete_notification_target", "null");
    assertThat(ok("notify", "list").out()).contains("https://x.example/h", "ready", "2");
    ok("notify", "set", TARGET, "--active", "off");
    assertThat(sent("fn_upsert_notification_target"))
        .isEqualTo(json("{\"p_target_id\":\"" + TARGET + "\",\"p_is_active\":false}"));
    assertThat(ok("notify", "rotate", TARGET).out()).contains("whsec_new");
    assertThat(ok("notify", "test", TARGET).out()).contains(TARGET);
    assertThat(ok("notify", "remove", TARGET).err()).contains("removed target " + TARGET);
    refused(2, "\"perhaps\" is neither on nor off", "notify", "set", TARGET, "--active", "perhaps");
  }

  @Test
  void whatWasGivenUpIsListedAndSentAgain() {
    server
        .rpc(
            "fn_list_notifications",
            "[{\"id\":\"%s\",\"event_type\":\"run.failed\",\"status\":\"given_up\",\"attempts\":10,\"last_error\":\"the target answered 500\"}]"
                .formatted(TARGET))
        .rpc("fn_replay_notifications", "3");
    assertThat(ok("notify", "messages", "--status", "given_up").out())
        .contains("run.failed", "the target answered 500");
    assertThat(sent("fn_list_notifications").path("p_status").asString()).isEqualTo("given_up");
    assertThat(ok("notify", "replay", TARGET).err()).contains("sent again: 3");
  }
}
