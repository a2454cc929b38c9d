package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies, edges and memory rules come to while a team works. */
final class TeamPolicyTest {
  private static final String A = "f1000000-0000-7000-8000-00000000000a";
  private static final String B = "f1000000-0000-7000-8000-00000000000b";
  private static final String C = "f1000000-0000-7000-8000-00000000000c";
  private static final String FREE = "{'approval':{'requiresApproval':false}}";
  private static final String ANSWER =
      "select public.fn_complete_human_input(?, ?, cast(? as jsonb))::text";

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID lead = office.agent("lead");
  private final UUID hand = office.agent("hand");
  private UUID team;

  @BeforeEach
  void open() {
    team = office.team(lead);
    UUID first = office.member(team, lead, "lead", 0);
    UUID second = office.member(team, hand, "helper", 1);
    office.edge(team, first, second, "delegates");
    House.open(office, model, List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    try (office;
        ledger) {
      assertThat(
              office.one(
                  "select count(*) from agents.agent_run_steps where kind = 'work' and status = 'running' and completed_at is not null"))
          .isEqualTo("0");
    }
  }

  private UUID start(String policies, String nodes) {
    UUID workflow = office.workflow(nodes, "[]");
    office.assign(lead, workflow, team, policies);
    return office.start(lead, workflow, "{}");
  }

  private static String node(String id, String label, String rest) {
    return "{'id':'%s','label':'%s',%s}".formatted(id, label, rest);
  }

  private static String lens(String id, String label) {
    return node(id, label, "'kind':'lens','config':{'template_body':'Say " + label + "'}");
  }

  private String output(UUID run, String path) {
    return office.one(
        "select output_data #>> cast(? as text[]) from lenses.workflow_node_results where run_id = ? limit 1",
        path,
        office.runOf(run));
  }

  private void awaitBlocked(UUID run) {
    office.await(
        "blocked",
        "select status from lenses.workflow_node_results where run_id = ? and node_id = ?",
        office.runOf(run),
        UUID.fromString(A));
  }

  @Test
  void aTaskIsHandedOnAlongTheEdgeAndItsAnswerIsMaterial() {
    model.says(prompt -> {
      if (prompt.contains("A member of your team hands you this task")) {
        return "forty-two";
      }
      return prompt.contains("forty-two")
          ? "{\"action\": \"finish\", \"answer\": \"it is 42\"}"
          : "{\"action\": \"delegate\", \"member\": \"hand\", \"task\": \"count the ferries\"}";
    });
    UUID run = start(FREE, "[" + node(A, "ask", "'kind':'agent','config':{'goal':'Count'}") + "]");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(output(run, "{output}")).isEqualTo("it is 42");
    assertThat(output(run, "{metadata,tainted}")).isEqualTo("true");
    assertThat(
            office.one(
                "select s.status || ' ' || s.recent_output_summary || ' ' || (s.agent_id = ?) from agents.agent_run_steps s where s.team_run_id = ? and s.kind = 'delegated'",
                hand,
                run))
        .isEqualTo("completed forty-two true");
    assertThat(model.asked).anyMatch(prompt -> prompt.contains("count the ferries"));
  }

  @Test
  void aTaskGoesNowhereWithoutAnEdge() {
    office.run("delete from agents.team_edges where team_id = ?", team);
    model.says(prompt ->
        prompt.contains("you cannot hand tasks to")
            ? "{\"action\": \"finish\", \"answer\": \"alone\"}"
            : "{\"action\": \"delegate\", \"member\": \"hand\", \"task\": \"count\"}");
    UUID run = start(FREE, "[" + node(A, "ask", "'kind':'agent','config':{'goal':'Count'}") + "]");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(output(run, "{output}")).isEqualTo("alone");
    assertThat(office.one("select count(*) from agents.agent_run_steps where kind = 'delegated'"))
        .isEqualTo("0");
  }

  private String fetch() {
    return "["
        + node(
            A,
            "fetch",
            "'kind':'http_request','config':{'method':'GET','url':'%s'}"
                .formatted(ledger.uri("/fetch")))
        + "]";
  }

  @Test
  void underOnBlockARunStartsByItselfAndAFailureWaitsForAPerson() {
    ledger.answers(500, entry -> "{}");
    UUID run =
        start(
            "{'approval':{'requiresApproval':true,'mode':'on_block'},'retry':{'maxRetries':0}}",
            fetch());
    awaitBlocked(run);
    assertThat(office.one("select approval_status from agents.team_runs where id = ?", run))
        .isEqualTo("not_required");
    assertThat(
            office.ask(
                "select request_kind from agents.approval_requests_v where workflow_run_id = ?",
                office.runOf(run)))
        .isEqualTo("node");
    ledger.answers(200, entry -> "{\"mended\": true}");
    office.ask(ANSWER, office.runOf(run), UUID.fromString(A), "{\"approved\": true}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(output(run, "{data,mended}")).isEqualTo("true");
  }

  @Test
  void underOnBlockAPersonMayEndIt() {
    ledger.answers(500, entry -> "{}");
    UUID run =
        start(
            "{'approval':{'requiresApproval':true,'mode':'on_block'},'retry':{'maxRetries':0}}",
            fetch());
    awaitBlocked(run);
    office.ask(
        ANSWER,
        office.runOf(run),
        UUID.fromString(A),
        "{\"approved\": false, \"reason\": \"enough\"}");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(ledger.entries).as("it is not tried again").hasSize(1);
  }

  @Test
  void withoutOnBlockTheSameFailureEndsTheRun() {
    model.says(prompt -> {
      throw new IllegalStateException("no words");
    });
    UUID run =
        start(
            "{'approval':{'requiresApproval':false},'retry':{'maxRetries':0}}",
            "[" + lens(A, "it") + "]");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
  }

  private void tool(String key, String egress, String method) {
    String id =
        office.ask(
            "select id::text from public.fn_register_tool(?, ?, p_kind => 'http', p_egress_class => ?, p_endpoint_url => ?, p_http_method => ?)",
            key,
            key,
            egress,
            ledger.uri("/" + key).toString(),
            method);
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, UUID.fromString(id));
  }

  private UUID callLook(String approval) {
    tool("look", "read_only", "GET");
    return start(
        "{'approval':" + approval + "}",
        "[" + node(A, "act", "'kind':'tool','config':{'tool_key':'look','arguments':{}}") + "]");
  }

  @Test
  void underSensitiveActionsARunStartsByItselfAndWhatGoesOutAsks() {
    UUID run = callLook("{'requiresApproval':true,'mode':'sensitive_actions'}");
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    assertThat(ledger.entries).isEmpty();
    assertThat(
            office.one(
                "select payload ->> 'gate' from agents.agent_run_events where team_run_id = ? and event_type = 'tool.approval_required'",
                run))
        .isEqualTo("sensitive_actions");
    String id = office.one("select id from agents.tool_invocations where team_run_id = ?", run);
    office.ask("select public.fn_approve_tool_invocation(?)::text", UUID.fromString(id));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(ledger.entries).hasSize(1);
  }

  @Test
  void aGateThatAPolicyAddsAsksForReadingToo() {
    UUID run = callLook("{'requiresApproval':false,'gates':['read_outside']}");
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    String id = office.one("select id from agents.tool_invocations where team_run_id = ?", run);
    office.ask("select public.fn_reject_tool_invocation(?, 'no')::text", UUID.fromString(id));
    Await.until(
        "the node hears of it",
        () ->
            office
                .one(
                    "select coalesce(error ->> 'message', status) from lenses.workflow_node_results where run_id = ?",
                    office.runOf(run))
                .matches(".*(not approve|blocked).*"));
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void withoutSuchAPolicyReadingAsksNobody() {
    assertThat(office.awaitEnd(callLook("{'requiresApproval':false}"))).isEqualTo("completed");
    assertThat(ledger.entries).hasSize(1);
  }

  private int mostAtOnce(String policies) {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    model.says(prompt -> {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      inside.decrementAndGet();
      return "words";
    });
    UUID run = start(policies, "[" + lens(A, "a") + "," + lens(B, "b") + "," + lens(C, "c") + "]");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(3);
    return most.get();
  }

  @Test
  void underSerialOneStepRunsAtATime() {
    assertThat(mostAtOnce("{'approval':{'requiresApproval':false},'queue':{'mode':'serial'}}"))
        .isEqualTo(1);
  }

  @Test
  void aMemberWorksOnOneStepAtATimeWhateverThePolicySays() {
    assertThat(
            mostAtOnce(
                "{'approval':{'requiresApproval':false},'queue':{'mode':'parallel','maxConcurrency':9}}"))
        .isEqualTo(1);
  }

  private UUID remembered(String text) {
    return UUID.fromString(
        office.ask(
            "select public.fn_write_memory_entry((select id from agents.memory_profiles where ai_lenser_id = ?), 'project', 'user', ?, 0.9)::text",
            lead,
            text));
  }

  @Test
  void whatIsRedactedIsGoneFromTableIndexEventsAndLaterPrompts() {
    UUID entry = remembered("the canaryword sings at nine");
    UUID workflow = office.workflow("[" + lens(A, "it") + "]", "[]");
    office.assign(lead, workflow, team, FREE);
    office.awaitEnd(office.start(lead, workflow, "{}"));
    assertThat(model.asked.getLast()).contains("canaryword");
    office.ask("select public.fn_redact_memory_entry(?, 'asked to')::text", entry);
    office.awaitEnd(office.start(lead, workflow, "{}"));
    assertThat(model.asked).hasSize(2);
    assertThat(model.asked.getLast()).doesNotContain("canaryword");
    assertThat(
            office.ask("select count(*)::text from public.fn_search_memory_entries('canaryword')"))
        .isEqualTo("0");
    assertThat(
            office.one(
                """
                select (select count(*) from agents.memories m where m::text like '%canaryword%')
                  + (select count(*) from agents.agent_run_events e where e.payload::text like '%canaryword%')
                  + (select count(*) from lenses.workflow_run_events e where e.payload::text like '%canaryword%')
                  + (select count(*) from agents.memory_access_logs l where l::text like '%canaryword%')
                """))
        .isEqualTo("0");
    assertThat(office.one("select count(*) from agents.memories where id = ?", entry))
        .as("a tombstone stays")
        .isEqualTo("1");
  }

  @Test
  void underPerRunAnAgentForgetsWhatItKeptInTheRunBefore() {
    office.run(
        "update agents.memory_profiles set reset_policy = 'per_run' where ai_lenser_id = ?", lead);
    remembered("a person wrote this");
    AtomicInteger number = new AtomicInteger();
    model.says(prompt ->
        prompt.contains("it will be kept")
            ? "{\"action\": \"finish\", \"answer\": \"done\"}"
            : "{\"action\": \"remember\", \"content\": \"note " + number.incrementAndGet() + "\"}");
    UUID workflow =
        office.workflow(
            "[" + node(A, "ask", "'kind':'agent','config':{'goal':'Note'}") + "]", "[]");
    office.assign(lead, workflow, team, FREE);
    assertThat(office.awaitEnd(office.start(lead, workflow, "{}"))).isEqualTo("completed");
    assertThat(office.texts("select content from agents.memories order by content"))
        .containsExactly("a person wrote this", "note 1");
    assertThat(office.awaitEnd(office.start(lead, workflow, "{}"))).isEqualTo("completed");
    assertThat(office.texts("select content from agents.memories order by content"))
        .as("what people wrote stays")
        .containsExactly("a person wrote this", "note 2");
    assertThat(model.asked.getLast()).contains("a person wrote this").doesNotContain("note 1");
  }

  @Test
  void anUnregisteredRequestThatMayChangeSomethingIsNotSent() {
    UUID run =
        start(
            FREE,
            "["
                + node(
                    A,
                    "send",
                    "'kind':'http_request','config':{'method':'POST','url':'%s'}"
                        .formatted(ledger.uri("/send")))
                + "]");
    awaitBlocked(run);
    assertThat(
            office.one(
                "select output_data ->> 'kind' from lenses.workflow_node_results where run_id = ?",
                office.runOf(run)))
        .as("what an agent may not do, a person is asked about")
        .isIn("permission", "null", "none");
    assertThat(ledger.entries).isEmpty();
  }
}
