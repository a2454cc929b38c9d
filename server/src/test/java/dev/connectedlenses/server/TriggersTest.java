package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Schedules, webhooks and callbacks through the whole server. */
final class TriggersTest {

  @TempDir static Path folder;

  static LiveServer server;
  static String owner;
  static String workflow;
  static String taking;

  @BeforeAll
  static void start() {
    server = new LiveServer(folder);
    owner = server.owner();
    workflow = plain("Plain", "hello");
    taking = plain("Taking", "got [[body]]");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A workflow of one node without a model; takes the body of a message. */
  private static String plain(String title, String text) {
    String id =
        server
            .rpc(owner, "fn_create_workflow", "{'p_title':'" + title + "'}")
            .path(0)
            .path("id")
            .asString();
    server.rpc(
        owner,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'"
            + id
            + "','p_nodes':[{'label':'say','kind':'transform','config':{'text':'"
            + text
            + "'}}]}");
    return id;
  }

  private static LiveServer.Answer rpc(String function, String body) {
    return server.send("POST", "/rest/v1/rpc/" + function, body, owner);
  }

  @Test
  void previewIsComputedByTheServerForEverybody() {
    String body =
        "{'p_cron_expr':'30 2 * * *','p_timezone':'Europe/Berlin','p_n':3,'p_after':'2027-03-26T23:00:00Z'}";
    JsonNode rows =
        server.send("POST", "/rest/v1/rpc/fn_preview_schedule_fires", body, null).body();
    assertThat(
            rows.valueStream()
                .map(r ->
                    Instant.parse(r.path("fire_at").asString().replace("+00:00", "Z")).toString()))
        .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
    assertThat(rows.path(1).path("note").asString())
        .startsWith("02:30 does not exist on 2027-03-28");
    LiveServer.Answer byGet =
        server.send(
            "GET",
            "/rest/v1/rpc/fn_preview_schedule_fires?p_cron_expr=@daily&p_n=2&select=fire_at",
            "",
            null);
    assertThat(byGet.status()).as(byGet.raw()).isEqualTo(200);
    assertThat(byGet.body()).hasSize(2);
    assertThat(byGet.body().path(0).propertyNames()).containsExactly("fire_at");
  }

  @Test
  void whatACallerSendsAsComputedIsDropped() {
    String forged = "[{'fire_at':'2001-01-01T00:00:00Z','local_time':'x','note':'forged'}]";
    LiveServer.Answer answer =
        rpc(
            "fn_preview_schedule_fires",
            "{'p_cron_expr':'@daily','p_n':1,'p_computed':" + forged + "}");
    assertThat(answer.raw()).doesNotContain("forged").doesNotContain("2001");
    LiveServer.Answer saved =
        rpc(
            "fn_upsert_workflow_schedule",
            "{'p_workflow_id':'"
                + workflow
                + "','p_cron_expr':'0 0 1 1 *','p_computed':{'cron_expr':'0 0 1 1 *','timezone':'UTC','fires':['2999-07-07T00:00Z']}}");
    assertThat(saved.body().path(0).path("next_run_at").asString())
        .contains("-01-01T00:00:00")
        .doesNotContain("2999");
    server.rpc(
        owner,
        "fn_delete_workflow_schedule",
        "{'p_schedule_id':'" + saved.body().path(0).path("id").asString() + "'}");
  }

  @Test
  void aFaultIsNamedWithItsPosition() {
    for (String function :
        new String[] {"fn_preview_schedule_fires", "fn_upsert_workflow_schedule"}) {
      LiveServer.Answer answer =
          rpc(
              function,
              "{'p_cron_expr':'0 9 * * fry'"
                  + (function.contains("upsert") ? ",'p_workflow_id':'" + workflow + "'" : "")
                  + "}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("22023");
      assertThat(answer.text("message")).isEqualTo("position 9: \"fry\" is no day of the week");
      assertThat(answer.text("hint")).startsWith("bad_schedule: ");
      assertThat(answer.body().path("details").path("position").asInt()).isEqualTo(9);
    }
  }

  @Test
  void aScheduleFiresByItselfAndTellsWhatCameOfIt() {
    String body =
        "{'p_workflow_id':'"
            + workflow
            + "','p_cron_expr':'* * * * *','p_approval_policy':{'requiresApproval':false}}";
    JsonNode saved = server.rpc(owner, "fn_upsert_workflow_schedule", body).path(0);
    String id = saved.path("id").asString();
    assertThat(Instant.parse(saved.path("next_run_at").asString().replace("+00:00", "Z")))
        .isBetween(Instant.now(), Instant.now().plusSeconds(61));
    server.sql(
        "update lenses.workflow_schedules set next_run_at = now() where id = '"
            + id
            + "' returning id::text");
    JsonNode done =
        Await.value(
            "the result of the run",
            () -> {
              JsonNode row =
                  server
                      .send("GET", "/rest/v1/workflow_schedules?id=eq." + id, "", owner, "lenses")
                      .body()
                      .path(0);
              return row.path("last_result").isObject() ? row : null;
            });
    assertThat(done.path("last_result").path("status").asString()).isEqualTo("completed");
    assertThat(done.path("last_dispatch_status").asString()).isEqualTo("dispatched");
    JsonNode history =
        server.rpc(owner, "fn_get_workflow_schedule_history", "{'p_schedule_id':'" + id + "'}");
    assertThat(history.path(0).path("outcome").asString()).isEqualTo("dispatched");
    server.rpc(owner, "fn_pause_workflow_schedule", "{'p_schedule_id':'" + id + "'}");
    server.rpc(owner, "fn_resume_workflow_schedule", "{'p_schedule_id':'" + id + "'}");
    assertThat(
            server.sql(
                "select (next_run_at > now())::text from lenses.workflow_schedules where id = '"
                    + id
                    + "'"))
        .isEqualTo("true");
    JsonNode filled =
        server.rpc(
            owner,
            "fn_backfill_schedule",
            "{'p_schedule_id':'%s','p_since':'%s','p_dry_run':true}"
                .formatted(id, Instant.now().minus(Duration.ofMinutes(10))));
    assertThat(filled.path("count").asInt()).isBetween(9, 11);
    assertThat(filled.path("dispatched").asInt()).isZero();
    server.rpc(owner, "fn_delete_workflow_schedule", "{'p_schedule_id':'" + id + "'}");
  }

  @Test
  void aBatchHasTheServersPartToo() {
    String body =
        "[{'method':'POST','path':'/rpc/fn_preview_schedule_fires','body':{'p_cron_expr':'@daily','p_n':1}}]";
    LiveServer.Answer answer = server.send("POST", "/v1/batch", body, owner);
    assertThat(answer.raw()).contains("fire_at");
  }

  @Test
  void aSignedMessageStartsOneRunAndItsBodyIsNobodysWord() {
    Webhook hook = Webhook.of(server, owner, taking);
    assertThat(hook.secret()).startsWith("whsec_");
    String body = "{\"order\": 7, \"note\": \"[[body]] ünï\"}";
    LiveServer.Answer first = hook.post(hook.signed("msg_1", Instant.now(), body), body);
    assertThat(first.status()).as(first.raw()).isEqualTo(202);
    String run = first.text("run_id");
    LiveServer.Answer again =
        hook.post(hook.signed("msg_1", Instant.now().minusSeconds(20), body), body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("run_id")).isEqualTo(run);
    assertThat(hook.post(hook.signed("msg_1", Instant.now(), "{}"), "{}").status()).isEqualTo(409);
    assertThat(
            server.sql(
                "select trigger_mode || ' ' || (metadata ->> 'tainted') || ' ' || (context_inputs -> 'body' ->> 'order') from lenses.workflow_runs where id = '"
                    + run
                    + "'"))
        .isEqualTo("webhook true 7");
    Await.until(
        "the run ends",
        () ->
            server
                .sql("select status from lenses.workflow_runs where id = '" + run + "'")
                .equals("completed"));
    assertThat(
            server.sql(
                "select count(*)::text from lenses.workflow_runs where metadata -> 'trigger' ->> 'message_id' = 'msg_1'"))
        .isEqualTo("1");
  }

  @Test
  void nothingUnsignedForgedOrOldComesIn() {
    Webhook hook = Webhook.of(server, owner, plain("Guarded", "got [[body]]"));
    Instant now = Instant.now();
    Map<String, String> good = hook.signed("msg_2", now, "{}");
    assertThat(hook.post(good, "{ }").status()).as("altered body").isEqualTo(401);
    assertThat(hook.post(Map.of(), "{}").status()).as("no headers").isEqualTo(401);
    for (String missing : good.keySet()) {
      Map<String, String> rest = new java.util.HashMap<>(good);
      rest.remove(missing);
      assertThat(hook.post(rest, "{}").status()).as("without %s", missing).isEqualTo(401);
    }
    for (long off : new long[] {-301, 301, -86_400, 86_400}) {
      LiveServer.Answer stale =
          hook.post(hook.signed("msg_2", now.plusSeconds(off + (off < 0 ? -2 : 5)), "{}"), "{}");
      assertThat(stale.status()).as("%d seconds off", off).isEqualTo(401);
      assertThat(stale.text("code")).isEqualTo("stale_message");
    }
    for (String time : new String[] {"", "now", "-1", "1e9", "9".repeat(30)}) {
      Map<String, String> odd =
          Map.of(
              "webhook-id",
              "msg_2",
              "webhook-timestamp",
              time,
              "webhook-signature",
              "v1," + hook.sign("msg_2", time, "{}"));
      assertThat(hook.post(odd, "{}").status()).as("time \"%s\"", time).isEqualTo(401);
    }
    Webhook elsewhere =
        new Webhook(server, "/v1/hooks/0197d4c0-0000-7000-8000-0000000000aa", hook.secret());
    LiveServer.Answer unknown = elsewhere.post(good, "{}");
    LiveServer.Answer wrong = hook.post(good, "[]");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.text("message"))
        .as("an unknown address is not told")
        .isEqualTo(wrong.text("message"));
    assertThat(new Webhook(server, "/v1/hooks/none", hook.secret()).post(good, "{}").status())
        .isEqualTo(401);
    String large = "\"" + "x".repeat(600_000) + "\"";
    assertThat(hook.post(hook.signed("msg_3", now, large), large).status()).isEqualTo(413);
    assertThat(hook.post(good, "{}").status()).as("the good one still comes in").isEqualTo(202);
  }

  @Test
  void twoSecretsAreGoodAndNoThird() {
    String flow = plain("Rotated", "got [[body]]");
    Webhook first = Webhook.of(server, owner, flow);
    Webhook second = Webhook.of(server, owner, flow);
    assertThat(first.post(first.signed("a", Instant.now(), "{}"), "{}").status()).isEqualTo(202);
    assertThat(second.post(second.signed("b", Instant.now(), "{}"), "{}").status()).isEqualTo(202);
    Webhook third = Webhook.of(server, owner, flow);
    assertThat(first.post(first.signed("c", Instant.now(), "{}"), "{}").status()).isEqualTo(401);
    assertThat(second.post(second.signed("d", Instant.now(), "{}"), "{}").status()).isEqualTo(202);
    server.rpc(
        owner,
        "fn_update_workflow_webhook",
        "{'p_workflow_id':'" + flow + "','p_is_active':false}");
    assertThat(third.post(third.signed("e", Instant.now(), "{}"), "{}").status()).isEqualTo(401);
    assertThat(
            server.sql(
                "select (secret_ciphertext::text like '%"
                    + third.secret().substring(6, 20)
                    + "%')::text from lenses.workflow_triggers where workflow_id = '"
                    + flow
                    + "'"))
        .isEqualTo("false");
  }

  @Test
  void secretsAreForAuthorsOnly() {
    String stranger = server.signUp("stranger", "correct horse battery");
    LiveServer.Answer answer =
        server.send(
            "POST",
            "/rest/v1/rpc/fn_rotate_webhook_secret",
            "{'p_workflow_id':'" + workflow + "'}",
            stranger);
    assertThat(answer.status()).as(answer.raw()).isEqualTo(404);
    assertThat(
            server
                .send(
                    "POST",
                    "/rest/v1/rpc/fn_rotate_webhook_secret",
                    "{'p_workflow_id':'" + workflow + "'}",
                    null)
                .status())
        .isEqualTo(401);
    assertThat(rpc("fn_rotate_webhook_secret", "{'p_workflow_id':'no'}").status()).isEqualTo(400);
  }
}
