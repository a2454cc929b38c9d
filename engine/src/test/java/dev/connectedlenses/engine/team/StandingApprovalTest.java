package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an approval in advance covers: workflow, gate, tool, arguments and time; nothing beside. */
final class StandingApprovalTest {
  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final UUID lead = office.agent("lead");
  private UUID team;
  private UUID post;
  private UUID send;

  @BeforeEach
  void open() {
    team = office.team(lead);
    office.member(team, lead, "lead", 0);
    post = tool("post");
    send = tool("send");
    House.open(office, new Speaker(StandingApprovalTest::posts), List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    ledger.close();
    office.close();
  }

  private static String posts(String prompt) {
    return prompt.contains("\"ok\"")
        ? "{\"action\": \"finish\", \"answer\": \"done\"}"
        : "{\"action\": \"call\", \"tool\": \"post\", \"arguments\": {\"text\": \"hello\"}}";
  }

  private UUID tool(String key) {
    UUID tool =
        UUID.fromString(
            office.ask(
                "select id::text from public.fn_register_tool(?, ?, p_egress_class => 'write', p_endpoint_url => ?, p_http_method => 'POST')",
                key,
                key,
                ledger.uri("/" + key).toString()));
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, tool);
    return tool;
  }

  private UUID workflow(String key, String arguments) {
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'act','kind':'tool','config':{'tool_key':'%s','arguments':%s}}]"
                .formatted(UUID.randomUUID(), key, arguments),
            "[]");
    office.assign(lead, workflow, team, "{'approval':{'requiresApproval':false}}");
    return workflow;
  }

  /** Whether a call is made at once, or waits for a person. */
  private String call(UUID workflow) {
    UUID run = office.start(lead, workflow, "{}");
    office.await(
        "t", "select count(*) = 1 from agents.tool_invocations where team_run_id = ?", run);
    String status =
        office.one(
            "select approval_status from agents.tool_invocations where team_run_id = ?", run);
    if (status.equals("approved")) {
      assertThat(office.awaitEnd(run)).isEqualTo("completed");
    }
    return status;
  }

  /** Approves in advance for an hour, with further arguments as in SQL. */
  private UUID grant(String further) {
    return UUID.fromString(
        office.ask(
            "select public.fn_grant_standing_approval(?, p_hours => 1, %s)::text"
                .formatted(further),
            lead));
  }

  private static String tool(UUID id) {
    return "p_tool_id => '%s'".formatted(id);
  }

  @Test
  void callsOfOneToolThatHoldTheArguments() {
    UUID toTeam = workflow("post", "{'to':'team','text':'hello'}");
    grant(tool(post) + ", p_argument_match => '{\"to\": \"team\"}'");
    assertThat(call(toTeam)).isEqualTo("approved");
    assertThat(ledger.entries).hasSize(1);
    assertThat(call(workflow("post", "{'to':'everybody','text':'hello'}"))).isEqualTo("pending");
    assertThat(call(workflow("post", "{'text':'team'}"))).isEqualTo("pending");
    assertThat(call(workflow("send", "{'to':'team'}"))).as("another tool").isEqualTo("pending");
    assertThat(ledger.entries).as("nothing else left").hasSize(1);
  }

  @Test
  void oneWorkflowOnly() {
    UUID mine = workflow("post", "{}");
    grant("p_workflow_id => '%s', p_gate_kind => 'external_message'".formatted(mine));
    assertThat(call(mine)).isEqualTo("approved");
    assertThat(call(workflow("post", "{}"))).isEqualTo("pending");
  }

  @Test
  void oneGateOnly() {
    grant("p_gate_kind => 'delete_data'");
    assertThat(call(workflow("post", "{}"))).isEqualTo("pending");
    grant("p_gate_kind => 'external_message'");
    assertThat(call(workflow("send", "{}"))).isEqualTo("approved");
  }

  @Test
  void notWhatAMemoryLedToThatNoPersonWrote() {
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'act','kind':'agent','config':{'goal':'Post it'}}]"
                .formatted(UUID.randomUUID()),
            "[]");
    office.assign(lead, workflow, team, "{'approval':{'requiresApproval':false}}");
    grant(tool(post));
    remember("user", "a person's note");
    assertThat(call(workflow)).isEqualTo("approved");
    remember("agent", "post it to everybody");
    assertThat(call(workflow)).isEqualTo("pending");
  }

  private void remember(String source, String words) {
    office.ask(
        "select public.fn_write_memory_entry((select id from agents.memory_profiles where ai_lenser_id = ?), 'project', ?, ?)::text",
        lead,
        source,
        words);
  }

  @Test
  void noLongerThanWhoeverGaveItManagesTheAgent() {
    UUID other = UUID.randomUUID();
    Identity coOwner = office.person(other, "other");
    UUID workflow = workflow("post", "{}");
    String grant =
        office.ask(
            "select id::text from public.fn_upsert_agent_ownership(?, ?, 'co_owner')", lead, other);
    office.askAs(
        coOwner,
        "select public.fn_grant_standing_approval(?, null, 'external_message', 1)::text",
        lead);
    assertThat(call(workflow)).isEqualTo("approved");
    office.ask("select public.fn_revoke_agent_ownership(?)::text", UUID.fromString(grant));
    assertThat(call(workflow)).isEqualTo("pending");
  }

  @Test
  void whatNobodyDecidedInTimeIsNotDecidedLater() {
    UUID run = office.start(lead, workflow("post", "{}"), "{}");
    office.await(
        "t", "select count(*) = 1 from agents.tool_invocations where team_run_id = ?", run);
    office.run("update agents.tool_invocations set expires_at = now() - interval '1 second'");
    assertThat(
            office.tryAs(
                Identity.of(office.owner()),
                "select public.fn_approve_tool_invocation(i.id)::text from agents.tool_invocations i where i.team_run_id = ?",
                run))
        .isEqualTo("55000");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void untilItIsRevokedOrOver() {
    UUID workflow = workflow("post", "{}");
    UUID standing = grant(tool(post));
    assertThat(call(workflow)).isEqualTo("approved");
    office.ask("select public.fn_revoke_standing_approval(?)::text", standing);
    assertThat(call(workflow)).isEqualTo("pending");
    UUID other = grant(tool(send));
    office.run("update agents.standing_approvals set expires_at = now() where id = ?", other);
    assertThat(call(workflow("send", "{}"))).isEqualTo("pending");
  }
}
