package dev.connectedlenses.server.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.LiveServer.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * F31 through the whole server: a call that is repeated with its Idempotency-Key is answered as the
 * first time and makes nothing more, whatever it makes.
 */
class RepeatedCallsTest {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  /** What is made, by which function, from what; names in braces are what earlier ones made. */
  private static final String CALLS =
      """
      agent=fn_create_ai_lenser 'p_owner_lenser_id':'{me}','p_handle':'repeater','p_display_name':'Repeater'
      other=fn_create_ai_lenser 'p_owner_lenser_id':'{me}','p_handle':'repeater2','p_display_name':'Second'
      lens=fn_create_lens 'p_visibility':'private','p_template_body':'Say [[word]]','p_title':'Once'
      version=fn_lenses_create_version 'p_lens_id':'{published}','p_template_body':'Say [[word]] again'
      copy=fn_clone_lens 'p_source_lens_id':'{lens}'
      flow=fn_create_workflow 'p_title':'Once'
      nodes=fn_upsert_workflow_nodes 'p_workflow_id':'{flow}','p_nodes':[{'label':'say','kind':'transform','config':{'text':'Hi'}}]
      flow2=fn_clone_workflow 'p_source_workflow_id':'{flow}'
      pinned=fn_create_workflow_version 'p_workflow_id':'{flow}'
      team=fn_create_agent_team 'p_ai_lenser_id':'{agent}','p_name':'Once'
      first=fn_add_team_member 'p_team_id':'{team}','p_agent_id':'{agent}'
      second=fn_add_team_member 'p_team_id':'{team}','p_agent_id':'{other}'
      edge=fn_add_team_edge 'p_team_id':'{team}','p_source_member_id':'{first}','p_target_member_id':'{second}'
      assignment=fn_create_workflow_assignment 'p_ai_lenser_id':'{agent}','p_workflow_id':'{flow}','p_assignee_kind':'team','p_assignee_team_id':'{team}'
      schedule=fn_upsert_workflow_schedule 'p_workflow_id':'{flow}','p_cron_expr':'0 9 * * *'
      trigger=fn_upsert_workflow_trigger 'p_workflow_id':'{flow2}','p_source_workflow_id':'{flow}','p_is_active':false
      standing=fn_grant_standing_approval 'p_ai_lenser_id':'{agent}','p_gate_kind':'publish_output'
      memory=fn_write_memory_entry 'p_profile_id':'{remembers}','p_scope':'project','p_source':'user','p_content':'likes tea'
      tool=fn_register_tool 'p_key':'lookup','p_name':'Look up'
      given=fn_assign_tool 'p_ai_lenser_id':'{agent}','p_tool_id':'{tool}'
      run=fn_start_workflow_run 'p_workflow_id':'{flow}'
      work=fn_start_team_run 'p_ai_lenser_id':'{agent}','p_workflow_id':'{flow}'
      tried=fn_run_lens 'p_lens_id':'{lens}','p_inputs':{'word':'hi'},'p_global_model_id':'lab/tiny'
      samples=fn_load_sample_space
      """;

  @TempDir static Path folder;
  private static LiveServer server;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() {
    server = new LiveServer(folder);
    ada = server.signUp("ada", "correct horse battery");
    bob = server.signUp("bob", "correct horse battery");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer call(String token, String key, String function, String arguments) {
    return server.send(
        HttpRequest.newBuilder(server.uri().resolve("/rest/v1/rpc/" + function))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(("{" + arguments + "}").replace('\'', '"')))
            .build());
  }

  /** How many rows of each kind people have made; what runs write goes on by itself. */
  private static String rows() {
    return server.sql(
        """
        select c.oid::regclass || ' ' || (xpath('/row/n/text()',
          query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text
        from pg_class c
        where c.relkind = 'r' and c.relnamespace in ('lensers'::regnamespace, 'agents'::regnamespace, 'lenses'::regnamespace)
          and c.relname !~ '(events|results|provenance|dead_letters|steps|logs)$'
        order by 1
        """);
  }

  private static String id(Answer answer) {
    JsonNode body = answer.body().isArray() ? answer.body().path(0) : answer.body();
    return Stream.of(
            body.path("id").asString(""),
            body.path("ai_lenser_id").asString(""),
            answer.raw().replace("\"", ""))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** What the calls need and no function of theirs makes. */
  private static void prepare(String name, Map<String, String> made) {
    if (name.equals("version")) {
      String lens =
          server
              .rpc(
                  ada,
                  "fn_create_lens",
                  "{'p_visibility':'private','p_template_body':'A','p_title':'Out'}")
              .asString("");
      String draft =
          server.sql("select id::text from lenses.versions where lens_id = '" + lens + "'");
      server.rpc(ada, "fn_lenses_publish_version", "{'p_version_id':'" + draft + "'}");
      made.put("published", lens);
    } else if (name.equals("memory")) {
      String row = "{'ai_lenser_id':'" + made.get("agent") + "','name':'notes'}";
      assertThat(server.send("POST", "/rest/v1/memory_profiles", row, ada, "agents").status())
          .isEqualTo(201);
      made.put("remembers", server.sql("select id::text from agents.memory_profiles"));
    }
  }

  @Test
  void theSecondTimeIsAnsweredAsTheFirstAndMakesNothing() {
    Map<String, String> made = new HashMap<>();
    made.put("me", server.rpc(ada, "fn_get_my_lensers", "{}").path(0).path("id").asString());
    for (String line : CALLS.lines().toList()) {
      String[] parts = (line + " ").split("[= ]", 3);
      prepare(parts[0], made);
      String arguments =
          NAME.matcher(parts[2].strip()).replaceAll(m -> made.getOrDefault(m.group(1), m.group()));
      Answer first = call(ada, "key-" + parts[0], parts[1], arguments);
      assertThat(first.status()).as("%s: %s", line, first.raw()).isEqualTo(200);
      String before = rows();

      Answer second = call(ada, "key-" + parts[0], parts[1], arguments);

      assertThat(second.status()).as("%s again: %s", line, second.raw()).isEqualTo(200);
      assertThat(second.raw()).as(line).isEqualTo(first.raw());
      assertThat(second.headers().get("content-type"))
          .isEqualTo(first.headers().get("content-type"));
      assertThat(rows()).as("%s made nothing more", line).isEqualTo(before);
      made.put(parts[0], id(first));
    }
  }

  @Test
  void oneKeyForAnotherRequestIsRefusedAndForAnotherPersonItsOwn() {
    Answer first = call(ada, "shared", "fn_create_workflow", "'p_title':'One'");
    Answer other = call(ada, "shared", "fn_create_workflow", "'p_title':'Two'");
    Answer theirs = call(bob, "shared", "fn_create_workflow", "'p_title':'One'");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.raw()).contains("idempotency_mismatch");
    assertThat(theirs.status()).isEqualTo(200);
    assertThat(id(theirs)).isNotEqualTo(id(first));
    assertThat(call(ada, "x".repeat(201), "fn_create_workflow", "'p_title':'One'").raw())
        .contains("bad_idempotency_key");
    Answer blank = call(ada, " ", "fn_create_workflow", "'p_title':'One'");
    assertThat(id(blank)).as("an empty key is none").isNotEqualTo(id(first));
    Answer elsewhere =
        call(
            ada,
            "shared",
            "fn_create_lens",
            "'p_visibility':'private','p_template_body':'A','p_title':'B'");
    assertThat(elsewhere.status()).as("the key of another function").isEqualTo(200);
  }

  @Test
  void whatWasRefusedLeavesTheKeyFree() {
    Answer refused = call(ada, "retried", "fn_create_workflow", "'p_title':''");
    Answer made = call(ada, "retried", "fn_create_workflow", "'p_title':'Now'");

    assertThat(refused.status()).as(refused.raw()).isBetween(400, 422);
    assertThat(made.status()).as(made.raw()).isEqualTo(200);
  }

  @Test
  void ofEightAtOnceOneMakesItAndAllAreToldTheSame() throws Exception {
    int keys = "full".equals(System.getProperty("suite")) ? 500 : 25;
    Set<String> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int key = 0; key < keys; key++) {
        String name = "raced-" + key;
        Callable<Answer> submit = () -> call(bob, name, "fn_create_workflow", "'p_title':'Raced'");
        List<Future<Answer>> all =
            threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> submit).toList());
        Set<String> answers = new HashSet<>();
        for (Future<Answer> one : all) {
          assertThat(one.get().status()).as(one.get().raw()).isEqualTo(200);
          answers.add(one.get().raw());
          ids.add(id(one.get()));
        }
        assertThat(answers).as(name).hasSize(1);
      }
    }
    assertThat(ids).hasSize(keys);
    assertThat(server.sql("select count(*)::text from lenses.workflows where title = 'Raced'"))
        .isEqualTo(String.valueOf(keys));
  }

  @Test
  void theFunctionsAreThereChangeSomethingAndTellNoSecret() {
    List<String> writing =
        List.of(
            server
                .sql(
                    "select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v'")
                .split(" ", -1));
    assertThat(writing).containsAll(Repeatable.NAMES);
    assertThat(Repeatable.NAMES)
        .doesNotContain("fn_rotate_webhook_secret", "fn_open_callback", "fn_resolve_callback");
    assertThat(List.of("fn_create_", "fn_clone_", "fn_start_", "fn_add_", "fn_grant_"))
        .allSatisfy(prefix ->
            assertThat(writing.stream().filter(name -> name.startsWith(prefix)))
                .isNotEmpty()
                .allMatch(Repeatable.NAMES::contains));
  }
}
