package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schedules on the command line; preview and explain ask no server. */
final class ScheduleCommandsTest {
  private static final String ID = "0197d4c0-0000-7000-8000-0000000000cc";
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000bc";
  private static final String ROW =
      """
      {"id":"%s","workflow_id":"%s","cron_expr":"30 2 * * *","timezone":"Europe/Berlin","is_active":true,
       "description":"nightly","assignee_id":null,"workflow_assignment_id":null,"global_model_id":null,
       "approval_policy":{"requiresApproval":true,"timeoutMinutes":5},"retry_policy":{"maxRetries":1},
       "failure_policy":{"mode":"isolate"},"queue_policy":{"mode":"parallel","priority":3},
       "inputs_template":{"who":"cron"},"last_dispatch_status":"skipped_overlap","last_error_message":null,
       "next_run_at":"2027-03-28T01:00:00+00:00","last_run_at":null,"consecutive_failures":2}
      """
          .formatted(ID, FLOW);
  private static final String SELECT = "GET /rest/v1/workflow_schedules";
  private static final String UPSERT = "POST /rest/v1/rpc/fn_upsert_workflow_schedule";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void previewNotesTheGapAndNeedsNoServer() {
    Terminal.Result result =
        signedIn()
            .run(
                "schedule",
                "preview",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "--from",
                "2027-03-27",
                "-n",
                "3",
                "-o",
                "json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode rows = JsonMapper.shared().readTree(result.out());
    assertThat(rows.valueStream().map(row -> row.path("fire_at").asString()))
        .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
    assertThat(rows.path(1).path("local_time").asString()).isEqualTo("2027-03-28T03:00:00+02:00");
    assertThat(rows.path(1).path("note").asString())
        .startsWith("02:30 does not exist on 2027-03-28");
    assertThat(rows.path(0).path("note").isNull()).isTrue();
    assertThat(server.everything()).isEmpty();
  }

  @Test
  void previewBeginsNowInUtcAndIncludesTheFirstInstant() {
    assertThat(signedIn().run("schedule", "preview", "0 10 * * *", "-n", "1", "-o", "jsonl").out())
        .contains("2026-11-23T10:00:00Z");
    assertThat(signedIn().run("schedule", "preview", "@daily").out().lines()).hasSize(11);
  }

  @Test
  void previewOfASavedScheduleTakesItsExpressionAndZone() {
    server.json(SELECT, 200, "[" + ROW + "]");
    Terminal.Result result =
        signedIn().run("schedule", "preview", ID, "--from", "2027-03-28", "-n", "1", "-o", "jsonl");
    assertThat(result.out()).contains("\"fire_at\":\"2027-03-28T01:00:00Z\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61 * * * *  | UTC           | 2027-03-27  | 10   | position 1: \"61\" is no minute",
        "0 9 * * fry | UTC           | 2027-03-27  | 10   | position 9: \"fry\" is no day of the week",
        "@daily      | Mars          | 2027-03-27  | 10   | \"Mars\" is no time zone",
        "@daily      | UTC           | tomorrow    | 10   | \"tomorrow\" is no instant",
        "@daily      | UTC           | 2027-02-30  | 10   | \"2027-02-30\" is no instant",
        "@daily      | UTC           | 2027-03-27  | 0    | -n 0 is out of range",
        "@daily      | UTC           | 2027-03-27  | 1001 | -n 1001 is out of range"
      })
  void whatCannotBeReadIsExitTwoWithTheFault(
      String cron, String zone, String from, String count, String message) {
    Terminal.Result result =
        signedIn().run("schedule", "preview", cron, "--zone", zone, "--from", from, "-n", count);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().findFirst()).contains("error: " + message);
    assertThat(result.err().lines().skip(1).findFirst().orElse("")).startsWith("hint: ");
  }

  @Test
  void aFaultIsOneObjectWithJson() {
    Terminal.Result result = signedIn().run("schedule", "preview", "0 25 * * *", "-o", "json");
    JsonNode error = JsonMapper.shared().readTree(result.err()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("bad_schedule");
    assertThat(error.path("message").asString()).isEqualTo("position 3: \"25\" is no hour");
    assertThat(error.path("hint").asString()).isEqualTo("the hour goes from 0 to 23");
  }

  @Test
  void explainSaysItInWords() {
    assertThat(signedIn().run("schedule", "explain", "0 9 * * mon-fri").out())
        .contains("at 09:00, on Monday to Friday")
        .contains("a skipped time fires at the end of the gap");
    assertThat(signedIn().run("schedule", "explain", "*/5 * * * *", "-o", "json").out())
        .contains("\"kind\" : \"interval\"");
    assertThat(signedIn().run("schedule", "explain", "sometimes").exit()).isEqualTo(2);
    assertThat(server.everything()).isEmpty();
  }

  @Test
  void createSendsOnlyWhatWasSaid() {
    server.json(UPSERT, 200, "[" + ROW + "]");
    Terminal.Result result =
        signedIn()
            .run(
                "schedule",
                "create",
                FLOW,
                "--cron",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "-i",
                "who=cron",
                "--no-approval",
                "--overlap",
                "serial",
                "--on-missed",
                "backfill",
                "--max-backfill",
                "5",
                "--pause-after",
                "3");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains(ID);
    JsonNode sent = sent(UPSERT);
    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder(
            "p_workflow_id",
            "p_cron_expr",
            "p_timezone",
            "p_is_active",
            "p_inputs_template",
            "p_approval_policy",
            "p_queue_policy",
            "p_failure_policy");
    assertThat(sent.path("p_queue_policy"))
        .isEqualTo(json("{\"mode\":\"serial\",\"onMissed\":\"backfill\",\"maxBackfill\":5}"));
    assertThat(sent.path("p_approval_policy")).isEqualTo(json("{\"requiresApproval\":false}"));
    assertThat(sent.path("p_failure_policy")).isEqualTo(json("{\"pauseAfterFailures\":3}"));
  }

  @Test
  void whoCreatesAScheduleOfTheirOwnHasApprovedItUnlessTheySayOtherwise() {
    server.json(UPSERT, 200, "[" + ROW + "]");
    String[][] words = {
      {}, {"--approval"}, {"--as", ID}, {"--assignment", ID}, {"--as", ID, "--no-approval"}
    };
    String[] wanted = {"false", "true", "default", "default", "false"};
    for (int i = 0; i < words.length; i++) {
      List<String> line = new ArrayList<>(List.of("schedule", "create", FLOW, "--cron", "@daily"));
      line.addAll(List.of(words[i]));
      assertThat(signedIn().run(line.toArray(String[]::new)).exit()).isZero();
      JsonNode policy = sentLast().path("p_approval_policy");
      assertThat(policy.isMissingNode() ? "default" : policy.path("requiresApproval").asString())
          .as("%s", line)
          .isEqualTo(wanted[i]);
    }
  }

  private JsonNode sentLast() {
    return JsonMapper.shared().readTree(server.everything().getLast().body());
  }

  @Test
  void createRefusesAWrongExpressionBeforeItAsks() {
    Terminal.Result result = signedIn().run("schedule", "create", FLOW, "--cron", "0 0 30 2 *");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("position 5: day 30 comes in none of these months");
    assertThat(server.everything()).isEmpty();
  }

  @Test
  void updateKeepsWhatIsNotNamed() {
    server.json(SELECT, 200, "[" + ROW + "]").json(UPSERT, 200, "[" + ROW + "]");
    Terminal.Result result =
        signedIn().run("schedule", "update", ID, "--zone", "UTC", "--on-missed", "run_once");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode sent = sent(UPSERT);
    assertThat(sent.path("p_schedule_id").asString()).isEqualTo(ID);
    assertThat(sent.path("p_cron_expr").asString()).isEqualTo("30 2 * * *");
    assertThat(sent.path("p_timezone").asString()).isEqualTo("UTC");
    assertThat(sent.path("p_description").asString()).isEqualTo("nightly");
    assertThat(sent.path("p_inputs_template")).isEqualTo(json("{\"who\":\"cron\"}"));
    assertThat(sent.path("p_queue_policy"))
        .isEqualTo(json("{\"mode\":\"parallel\",\"priority\":3,\"onMissed\":\"run_once\"}"));
    assertThat(sent.path("p_approval_policy"))
        .isEqualTo(json("{\"requiresApproval\":true,\"timeoutMinutes\":5}"));
  }

  @ParameterizedTest
  @CsvSource({
    "pause, fn_pause_workflow_schedule, paused",
    "resume, fn_resume_workflow_schedule, resumed",
    "delete, fn_delete_workflow_schedule, deleted"
  })
  void oneWordCommands(String verb, String function, String said) {
    server.rpc(function, "null");
    Terminal.Result result = signedIn().run("schedule", verb, ID);
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err().strip()).isEqualTo(said + " schedule " + ID);
    assertThat(sent("POST /rest/v1/rpc/" + function))
        .isEqualTo(json("{\"p_schedule_id\":\"" + ID + "\"}"));
  }

  @Test
  void triggerGivesTheRunOrSaysWhatKeptItBack() {
    server
        .json(SELECT, 200, "[" + ROW + "]")
        .rpc("fn_trigger_workflow_schedule", "\"" + FLOW + "\"")
        .rpc("fn_trigger_workflow_schedule", "null");
    assertThat(signedIn().run("schedule", "trigger", ID).out()).contains(FLOW);
    Terminal.Result kept = signedIn().run("schedule", "trigger", ID, "-o", "json");
    assertThat(kept.exit()).isEqualTo(6);
    assertThat(kept.err()).contains("\"code\":\"skipped_overlap\"");
  }

  @Test
  void backfillReadsALocalDateInTheZoneOfTheSchedule() {
    server
        .json(SELECT, 200, "[" + ROW + "]")
        .rpc(
            "fn_backfill_schedule",
            "{\"count\":2,\"dispatched\":0,\"left_out\":0,\"instants\":[]}");
    assertThat(
            signedIn().run("schedule", "backfill", ID, "--since", "2027-03-27", "--dry-run").exit())
        .isZero();
    assertThat(sent("POST /rest/v1/rpc/fn_backfill_schedule"))
        .isEqualTo(
            json(
                "{\"p_schedule_id\":\""
                    + ID
                    + "\",\"p_since\":\"2027-03-26T23:00:00Z\",\"p_dry_run\":true}"));
  }

  @Test
  void listGetAndHistoryAreTables() {
    server
        .rpc("fn_get_workflow_schedules", "[" + ROW + "]")
        .json(SELECT, 200, "[" + ROW + "]")
        .rpc(
            "fn_get_workflow_schedule_history",
            "[{\"scheduled_for\":\"2027-03-27T01:30:00+00:00\",\"outcome\":\"missed\",\"status\":\"missed\",\"run_id\":null,"
                + "\"source\":\"calendar\",\"message\":\"3 instants\",\"completed_at\":null}]");
    assertThat(signedIn().run("schedule", "list").out())
        .contains("30 2 * * *", "Europe/Berlin", "2027-03-28");
    assertThat(signedIn().run("schedule", "get", ID).out()).contains("failures in a row", "2");
    assertThat(signedIn().run("schedule", "history", ID).out()).contains("missed", "3 instants");
  }

  @Test
  void anUnknownScheduleIsExitFive() {
    server.json(SELECT, 200, "[]");
    assertThat(signedIn().run("schedule", "get", ID).exit()).isEqualTo(5);
  }

  private JsonNode sent(String route) {
    return json(server.only(route).body());
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private Terminal signedIn() {
    return Terminal.signedIn(server, dir);
  }
}
