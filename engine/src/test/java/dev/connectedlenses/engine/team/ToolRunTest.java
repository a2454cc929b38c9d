package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools as runs call them: permission, approval, the request that leaves, the trace that stays. */
final class ToolRunTest {
  private static final UUID NODE = UUID.fromString("f1000000-0000-7000-8000-00000000000a");
  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final Speaker model =
      new Speaker(prompt -> "{\"action\": \"finish\", \"answer\": \"done\"}");
  private final UUID lead = office.agent("lead");
  private UUID team;

  @BeforeEach
  void open() {
    team = office.team(lead);
    office.member(team, lead, "lead", 0);
    office.run(
        "insert into agents.tool_profiles (ai_lenser_id, name, requires_approval, is_default) values (?, 'own', false, true)",
        lead);
    House.open(office, model, List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    try (office;
        ledger) {
      assertThat(
              office.one(
                  "select count(*) from agents.tool_invocations where status = 'completed' and approval_status not in ('approved', 'not_required')"))
          .isEqualTo("0");
    }
  }

  private UUID tool(String key, String egress, String method, String more) {
    UUID tool =
        UUID.fromString(
            office.ask(
                """
                select id::text from public.fn_register_tool(?, ?, p_kind => 'http', p_egress_class => ?, p_endpoint_url => ?,
                  p_http_method => ?, p_schema_input => cast(? as jsonb)%s)
                """
                    .formatted(more),
                key,
                key,
                egress,
                ledger.uri("/" + key).toString(),
                method,
                "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}, \"additionalProperties\": false}"));
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, tool);
    return tool;
  }

  private UUID run(String node) {
    UUID workflow = office.workflow("[{'id':'%s','label':'act',%s}]".formatted(NODE, node), "[]");
    office.assign(lead, workflow, team, "{'approval':{'requiresApproval':false}}");
    return office.start(lead, workflow, "{}");
  }

  private static String call(String key, String arguments) {
    return "'kind':'tool','config':{'tool_key':'%s','arguments':%s}".formatted(key, arguments);
  }

  private String invocation(UUID run, String column) {
    return office.one(
        "select (%s)::text from agents.tool_invocations where team_run_id = ? order by id desc limit 1"
            .formatted(column),
        run);
  }

  @Test
  void aToolThatReadsIsCalledAndItsTraceStays() {
    tool("look", "read_only", "GET", "");
    UUID run = run(call("look", "{'text':'a b&c'}"));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(ledger.entries)
        .extracting(Ledger.Entry::path)
        .containsExactly("/look?text=a%20b%26c");
    assertThat(invocation(run, "status || ' ' || approval_status || ' ' || (output ->> 'ok')"))
        .isEqualTo("completed not_required true");
    assertThat(office.events(run))
        .containsSubsequence("tool.started", "tool.completed", "run.completed");
    assertThat(
            office.one(
                "select output_data #>> '{metadata,tainted}' from lenses.workflow_node_results where run_id = ?",
                office.runOf(run)))
        .isEqualTo("true");
  }

  @Test
  void aToolThatWritesWaitsForAPersonAndSendsExactlyWhatWasShown() {
    tool(
        "post",
        "write",
        "POST",
        ", p_idempotency_header => 'Idempotency-Key', p_credential_ref => 'vault'");
    UUID run = run(call("post", "{'text':'hello'}"));
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    assertThat(ledger.entries).isEmpty();
    assertThat(invocation(run, "request ->> 'method' || ' ' || (request #>> '{body,text}')"))
        .isEqualTo("POST hello");
    office.ask(
        "select public.fn_approve_tool_invocation(?)::text",
        UUID.fromString(invocation(run, "id")));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(ledger.writes()).hasSize(1);
    assertThat(ledger.writes().getFirst().body()).isEqualTo("{\"text\":\"hello\"}");
    assertThat(ledger.writes().getFirst().authorization()).isEqualTo("Bearer canary-vault");
    assertThat(ledger.writes().getFirst().idempotencyKey())
        .isEqualTo(invocation(run, "idempotency_key"));
    assertThat(
            office.one(
                "select count(*) from agents.agent_run_events where payload::text like '%canary%'"))
        .isEqualTo("0");
  }

  @Test
  void whatAPersonRejectsIsNeverSent() {
    tool("post", "write", "POST", "");
    UUID run = run(call("post", "{'text':'hello'}"));
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    office.ask(
        "select public.fn_reject_tool_invocation(?, 'no')::text",
        UUID.fromString(invocation(run, "id")));
    office.await("blocked", "select status from agents.team_runs where id = ?", run);
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void anApprovalIsForTheToolAsItWasShown() {
    tool("post", "write", "POST", "");
    UUID run = run(call("post", "{'text':'hello'}"));
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    office.run(
        "update agents.tools_registry set endpoint_url = ? where key = 'post'",
        ledger.uri("/elsewhere").toString());
    office.ask(
        "select public.fn_approve_tool_invocation(?)::text",
        UUID.fromString(invocation(run, "id")));
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(ledger.entries).isEmpty();
    assertThat(invocation(run, "error")).contains("is not what was asked for any more");
  }

  @Test
  void aWriteWhoseOutcomeNobodyKnowsIsNotRepeated() {
    tool("post", "write", "POST", "");
    ledger.answers(500, entry -> "{}");
    UUID run = run(call("post", "{'text':'hello'}"));
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    UUID id = UUID.fromString(invocation(run, "id"));
    office.ask("select public.fn_approve_tool_invocation(?)::text", id);
    office.await(
        "blocked", "select status from agents.tool_invocations where team_run_id = ?", run);
    office.await("blocked", "select status from agents.team_runs where id = ?", run);
    office.ask(
        "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
        office.runOf(run),
        NODE);
    office.await(
        "2",
        "select count(*) from lenses.workflow_run_events where run_id = ? and type = 'node.blocked' and payload -> 'ask' ->> 'kind' = 'unknown_outcome'",
        office.runOf(run));
    assertThat(ledger.writes()).hasSize(1);
  }

  @Test
  void aToolThatTheAgentWasNotGivenAsksAPersonAndSendsNothing() {
    tool("look", "read_only", "GET", "");
    office.run("update agents.tool_profiles set deny_tools = '{look}'");
    UUID run = run(call("look", "{}"));
    office.await("blocked", "select status from agents.team_runs where id = ?", run);
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void inputsThatDoNotFitTheSchemaAreNotSent() {
    tool("look", "read_only", "GET", "");
    UUID run = run(call("look", "{'number':5}"));
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void anAgentCallsToolsInTurnsAndRemembersWithTheRun() {
    tool("look", "read_only", "GET", "");
    model.says(prompt -> {
      String done = prompt.substring(prompt.indexOf("What you did so far"));
      if (!done.contains("1. ")) {
        return "{\"action\": \"call\", \"tool\": \"look\", \"arguments\": {\"text\": \"x\"}}";
      }
      return done.contains("2. ")
          ? "{\"action\": \"finish\", \"answer\": \"all is well\"}"
          : "{\"action\": \"remember\", \"content\": \"the other side is fine\"}";
    });
    UUID run = run("'kind':'agent','config':{'goal':'See how it is'}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(
            office.one("select content || ' ' || is_tainted || ' ' || source from agents.memories"))
        .isEqualTo("the other side is fine true agent");
    assertThat(
            office.one(
                "select output_data ->> 'output' from lenses.workflow_node_results where run_id = ?",
                office.runOf(run)))
        .isEqualTo("all is well");
    assertThat(office.events(run)).endsWith("memory.committed", "run.completed");
    assertThat(
            office.one(
                "select count(*) from lenses.workflow_run_events where run_id = ? and payload ? 'turn'"
                    .replace("? 'turn'", "->> 'turn' is not null"),
                office.runOf(run)))
        .isEqualTo("3");
  }

  @Test
  void aFailedRunLeavesNothingInMemory() {
    model.says(prompt ->
        prompt.contains("1. ")
            ? "{\"action\": \"call\", \"tool\": \"none\"}"
            : "{\"action\": \"remember\", \"content\": \"x\"}");
    UUID run = run("'kind':'agent','config':{'goal':'Never end','max_turns':3}");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(office.one("select count(*) from agents.memories")).isEqualTo("0");
  }
}
