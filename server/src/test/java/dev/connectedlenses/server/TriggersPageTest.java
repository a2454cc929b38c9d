package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/reference/triggers.md says what the server does: its examples run, its errors come. */
final class TriggersPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs", "reference", "triggers.md");
  private static final Pattern SHELL = Pattern.compile("(?s)```bash\n(.*?)```");
  private static final Pattern CODE =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\| .* \\|$");

  @TempDir static Path folder;

  static LiveServer server;
  static String owner;
  static String page;

  @BeforeAll
  static void start() throws IOException {
    server = new LiveServer(folder);
    owner = server.owner();
    page = Files.readString(PAGE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String section(String title) {
    int begin = page.indexOf("## " + title + "\n");
    assertThat(begin).as("the section %s", title).isNotNegative();
    int end = page.indexOf("\n## ", begin);
    return page.substring(begin, end < 0 ? page.length() : end);
  }

  /** A workflow of one node without a model; what it says may name inputs. */
  private static String workflow(String text) {
    return workflowOf("{'label':'say','kind':'transform','config':{'text':'" + text + "'}}");
  }

  private static String workflowOf(String node) {
    String id =
        server
            .rpc(owner, "fn_create_workflow", "{'p_title':'Triggered'}")
            .path(0)
            .path("id")
            .asString();
    server.rpc(
        owner,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'" + id + "','p_nodes':[" + node + "]}");
    return id;
  }

  private static Webhook webhook(String text) {
    return Webhook.of(server, owner, workflow(text));
  }

  private static String shell(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as("the example's exit").isZero();
    return said;
  }

  private static String example(String title) {
    MatchResult found = SHELL.matcher(section(title)).results().findFirst().orElseThrow();
    return found.group(1);
  }

  @Test
  void theExampleOfAWebhookStartsARunWithItsInputs() throws Exception {
    Webhook hook = webhook("news about [[topic]]: [[body]]");
    String script =
        example("Webhooks")
            .replaceFirst("(?m)^secret=\\S+", "secret=" + hook.secret())
            .replaceFirst("(?m)^url=\\S+", "url=" + server.uri().resolve(hook.url()));
    JsonNode first = JsonMapper.shared().readTree(shell(script));
    assertThat(first.propertyNames()).containsExactlyInAnyOrder("run_id", "status", "repeated");
    assertThat(first.path("repeated").asBoolean()).isFalse();
    JsonNode again = JsonMapper.shared().readTree(shell(script));
    assertThat(again.path("repeated").asBoolean()).as("the same id again").isTrue();
    assertThat(again.path("run_id")).isEqualTo(first.path("run_id"));
    assertThat(
            server.sql(
                "select (context_inputs ->> 'topic') || ' ' || (context_inputs #>> '{body,topic}') || ' ' || (metadata ->> 'tainted') from lenses.workflow_runs where id = '"
                    + first.path("run_id").asString()
                    + "'"))
        .isEqualTo("news news true");
  }

  @Test
  void theExampleOfACallbackAnswersTheNode() throws Exception {
    String run = waiting().path("run").asString();
    String address = open(run).text("url");
    String said =
        shell(
            "address=%s\n%s -o /dev/null -w '%%{http_code}'"
                .formatted(server.uri().resolve(address), example("Callbacks").strip()));
    assertThat(said).isEqualTo("204");
    assertThat(section("Callbacks")).contains("The answer is 204.");
    Await.until(
        "the run ends",
        () ->
            server
                .sql("select status from lenses.workflow_runs where id = '" + run + "'")
                .equals("completed"));
  }

  /** A run whose only node waits for an outside system. */
  private static JsonNode waiting() {
    String run =
        server
            .rpc(
                owner,
                "fn_start_workflow_run",
                "{'p_workflow_id':'%s'}"
                    .formatted(workflowOf("{'label':'ask','kind':'callback','config':{}}")))
            .asString();
    Await.until(
        "the node waits",
        () ->
            server
                .sql("select status from lenses.workflow_node_results where run_id = '" + run + "'")
                .equals("blocked"));
    return JsonMapper.shared().createObjectNode().put("run", run);
  }

  private static LiveServer.Answer open(String run) {
    return server.send(
        "POST",
        "/rest/v1/rpc/fn_open_callback",
        "{'p_run_id':'%s','p_node_id':'%s'}"
            .formatted(
                run,
                server.sql(
                    "select node_id::text from lenses.workflow_node_results where run_id = '"
                        + run
                        + "'")),
        owner);
  }

  /** Every code of a section's table with its status, against what is provoked. */
  private static void codes(String title, Map<String, Supplier<LiveServer.Answer>> provoked) {
    Map<String, Integer> told = new TreeMap<>();
    CODE.matcher(section(title))
        .results()
        .forEach(row -> told.put(row.group(1), Integer.valueOf(row.group(2))));
    assertThat(provoked.keySet()).isEqualTo(told.keySet());
    told.forEach((code, status) -> {
      LiveServer.Answer answer = Objects.requireNonNull(provoked.get(code)).get();
      assertThat(answer.status()).as("%s: %s", code, answer.raw()).isEqualTo(status);
      String said =
          answer.text("code").equals(code) ? code : answer.text("hint").replaceFirst(": .*", "");
      assertThat(said).as(answer.raw()).isEqualTo(code);
      assertThat(answer.body().propertyNames()).contains("code", "message", "hint");
    });
  }

  @Test
  void everyErrorOfWebhooksComesAsThePageSays() {
    Webhook hook = webhook("hello [[body]]");
    Instant now = Instant.now();
    String large = "\"" + "x".repeat(512 * 1024) + "\"";
    Map<String, Supplier<LiveServer.Answer>> provoked = new TreeMap<>();
    provoked.put("bad_signature", () -> hook.post(hook.signed("m", now, "{}"), "[]"));
    provoked.put(
        "stale_message", () -> hook.post(hook.signed("m", now.minusSeconds(310), "{}"), "{}"));
    provoked.put("bad_message_id", () -> hook.send("m".repeat(257), "{}"));
    provoked.put("payload_too_large", () -> hook.send("m", large));
    provoked.put(
        "message_reused",
        () -> {
          assertThat(hook.send("one", "{}").status()).isEqualTo(202);
          return hook.send("one", "[]");
        });
    provoked.put("missing_binding", () -> webhook("about [[topic]]").send("m", "{}"));
    provoked.put(
        "workflow_archived",
        () -> {
          String flow = workflow("hello");
          Webhook archived = Webhook.of(server, owner, flow);
          server.rpc(owner, "fn_archive_workflow", "{'p_workflow_id':'" + flow + "'}");
          return archived.send("m", "{}");
        });
    provoked.put("assignment_inactive", () -> new Assigned().inactive());
    provoked.put("kill_switch", () -> new Assigned().killed());
    codes("Webhooks", provoked);
  }

  /** A webhook whose runs start with an assignment. */
  private static final class Assigned {
    private static int number;
    final String flow = workflow("hello");
    final Webhook hook = Webhook.of(server, owner, flow);
    final String agent;
    final String assignment;

    Assigned() {
      String me = server.sql("select id::text from lensers.profiles where handle = 'owner'");
      number++;
      agent =
          server
              .rpc(
                  owner,
                  "fn_create_ai_lenser",
                  "{'p_owner_lenser_id':'%s','p_handle':'helper%d','p_display_name':'Helper'}"
                      .formatted(me, number))
              .path("ai_lenser_id")
              .asString();
      assignment =
          server
              .rpc(
                  owner,
                  "fn_create_workflow_assignment",
                  "{'p_ai_lenser_id':'%1$s','p_workflow_id':'%2$s','p_assignee_kind':'agent','p_assignee_ai_lenser_id':'%1$s'}"
                      .formatted(agent, flow))
              .path("id")
              .asString();
      server.rpc(
          owner,
          "fn_update_workflow_webhook",
          "{'p_workflow_id':'%s','p_workflow_assignment_id':'%s'}".formatted(flow, assignment));
    }

    LiveServer.Answer inactive() {
      server.sql(
          "update agents.workflow_assignments set is_active = false where id = '%s' returning 1::text"
              .formatted(assignment));
      return hook.send("m", "{}");
    }

    LiveServer.Answer killed() {
      server.rpc(
          owner,
          "fn_toggle_kill_switch",
          "{'p_ai_lenser_id':'%s','p_enabled':true}".formatted(agent));
      return hook.send("m", "{}");
    }
  }

  @Test
  void aRunThatNeedsAnApprovalSaysSo() {
    Assigned assigned = new Assigned();
    LiveServer.Answer answer = assigned.hook.send("m", "{}");
    assertThat(answer.status()).as(answer.raw()).isEqualTo(202);
    assertThat(answer.text("status")).isEqualTo("validated");
    assertThat(section("Webhooks")).contains("`status` is `validated`");
  }

  @Test
  void switchingAWebhookKeepsItsAssignmentAndOnlyBeingAskedToTakesItAway() {
    Assigned assigned = new Assigned();
    String self = "{'p_workflow_id':'%s'".formatted(assigned.flow);
    server.rpc(owner, "fn_update_workflow_webhook", self + ",'p_is_active':false}");
    JsonNode on = server.rpc(owner, "fn_update_workflow_webhook", self + ",'p_is_active':true}");
    assertThat(on.path("workflow_assignment_id").asString()).isEqualTo(assigned.assignment);
    assertThat(assigned.hook.send("m1", "{}").text("status")).isEqualTo("validated");
    JsonNode off = server.rpc(owner, "fn_update_workflow_webhook", self + ",'p_as_author':true}");
    assertThat(off.path("workflow_assignment_id").isNull()).isTrue();
    assertThat(assigned.hook.send("m2", "{}").text("status")).isEqualTo("queued");
  }

  @Test
  void theLimitsOfAMessageAreThoseOfThePage() {
    Webhook hook = webhook("hello [[body]]");
    assertThat(section("Webhooks")).contains("at most 256 characters", "512 KiB", "5 minutes off");
    String largest = "\"" + "x".repeat(512 * 1024 - 2) + "\"";
    assertThat(hook.send("largest", largest).status())
        .as("a body of 512 KiB is no fault of its size; as an input it may be too much")
        .isNotEqualTo(413);
    assertThat(hook.send("m".repeat(256), "{}").status()).isEqualTo(202);
    Instant now = Instant.now();
    assertThat(hook.post(hook.signed("early", now.plusSeconds(295), "{}"), "{}").status())
        .isEqualTo(202);
    assertThat(hook.post(hook.signed("late", now.minusSeconds(280), "{}"), "{}").status())
        .isEqualTo(202);
  }

  @Test
  void everyErrorOfCallbacksComesAsThePageSays() {
    String run = waiting().path("run").asString();
    String address = open(run).text("url");
    String large = "\"" + "x".repeat(512 * 1024) + "\"";
    Map<String, Supplier<LiveServer.Answer>> provoked = new TreeMap<>();
    provoked.put(
        "callback_not_found", () -> server.send("POST", "/v1/callbacks/guess", "{}", null));
    provoked.put("payload_too_large", () -> server.send("POST", address, large, null));
    provoked.put(
        "not_waiting",
        () -> {
          assertThat(server.send("POST", address, "{}", null).status()).isEqualTo(204);
          return open(run);
        });
    codes("Callbacks", provoked);
  }

  @Test
  void whatAnEventCarriesIsWhatThePageShows() {
    MatchResult shown =
        Pattern.compile("(?s)```json\n(.*?)```")
            .matcher(section("Event triggers"))
            .results()
            .findFirst()
            .orElseThrow();
    JsonNode wanted = JsonMapper.shared().readTree(shown.group(1));
    String source =
        workflowOf(
            "{'label':'check','kind':'validate','config':{'contract':{'fields':{'n':{'type':'integer','required':true}}}}}");
    String target = workflow("got [[body]]");
    String event = wanted.path("event").asString();
    server.rpc(
        owner,
        "fn_upsert_workflow_trigger",
        "{'p_workflow_id':'%s','p_source_workflow_id':'%s','p_event_type':'%s'}"
            .formatted(target, source, event));
    server.rpc(
        owner,
        "fn_start_workflow_run",
        "{'p_workflow_id':'%s','p_inputs':{'value':{'n':'seven'}}}".formatted(source));
    JsonNode body =
        Await.value(
            "the run that the event started",
            () -> {
              String found =
                  server.sql(
                      "select (context_inputs -> 'body')::text from lenses.workflow_runs where workflow_id = '"
                          + target
                          + "'");
              return found.isEmpty() ? null : JsonMapper.shared().readTree(found);
            });
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrderElementsOf(List.copyOf(wanted.propertyNames()));
    assertThat(body.path("error").propertyNames()).contains("cause");
    assertThat(body.path("event").asString()).isEqualTo(event);
  }

  @Test
  void theEventsAreThoseThatTheDatabaseKnows() {
    List<String> told =
        Pattern.compile("`((?:run|approval)\\.[a-z_]+)`(?=[,` |])")
            .matcher(section("Event triggers").split("The filter is", 2)[0])
            .results()
            .map(found -> found.group(1))
            .sorted()
            .toList();
    String known =
        server.sql(
            """
            select m[1] from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+[.][a-z_]+)''', 'g') m
            where c.conrelid = 'lenses.workflow_triggers'::regclass and pg_get_constraintdef(c.oid) like '%event_type%run.ended%'
            """);
    assertThat(told)
        .containsExactly(java.util.Arrays.stream(known.split(" ")).sorted().toArray(String[]::new));
  }
}
