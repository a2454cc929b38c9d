package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twelve gates that no policy removes: each stops a run before the thing that it guards. */
final class GatesTest {
  private static final String FREE = "{'approval':{'requiresApproval':false}}";
  private static final UUID A = UUID.fromString("f1000000-0000-7000-8000-00000000000a");
  private static final UUID B = UUID.fromString("f1000000-0000-7000-8000-00000000000b");
  private static final UUID C = UUID.fromString("f1000000-0000-7000-8000-00000000000c");

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final Speaker model = new Speaker(prompt -> "said");
  private final UUID lead = office.agent("lead");
  private UUID team;

  @BeforeEach
  void arrange() {
    team = office.team(lead);
    office.member(team, lead, "lead", 0);
    office.run(
        "insert into agents.tool_profiles (ai_lenser_id, name, requires_approval, is_default) values (?, 'own', false, true)",
        lead);
  }

  @AfterEach
  void close() {
    office.close();
    ledger.close();
  }

  private void open() {
    House.open(office, model, List.of(ledger.uri("/")));
  }

  /** From now on each call of the model costs two credits or a little more. */
  private void paid() {
    office.run(
        """
        delete from ai.model_pricing
        where model_id in (select m.id from ai.models m join ai.providers p on p.id = m.provider_id where p.key = 'demo')
        """);
    office.run(
        """
        insert into ai.model_pricing (model_id, input_per_mtok, output_per_mtok, effective_from)
        select m.id, 0, 2000, now() - interval '1 day' from ai.models m join ai.providers p on p.id = m.provider_id where p.key = 'demo'
        """);
    // one token of output at least
    model.says(prompt -> "said");
  }

  private static String lens(UUID id, String label) {
    return "{'id':'%s','label':'%s','kind':'lens','config':{'template_body':'Say %s'}}"
        .formatted(id, label, label);
  }

  private UUID start(String policies, String nodes, String edges) {
    UUID workflow = office.workflow(nodes, edges);
    office.assign(lead, workflow, team, policies);
    return office.start(lead, workflow, "{}");
  }

  private static String after(UUID source, UUID target) {
    return "{'source_node_id':'%s','target_node_id':'%s','target_param_label':'before'}"
        .formatted(source, target);
  }

  private void awaitGate(UUID run, UUID node, String gate) {
    office.await(
        "blocked " + gate,
        """
        select n.status || ' ' || g.gate from lenses.workflow_node_results n
        join agents.gate_requests g on g.run_id = n.run_id and g.node_id = n.node_id and g.status = 'pending'
        where n.run_id = ? and n.node_id = ?
        """,
        office.runOf(run),
        node);
  }

  private void answer(UUID run, UUID node, boolean approved) {
    office.ask(
        "select public.fn_complete_human_input(?, ?, jsonb_build_object('approved', ?))::text",
        office.runOf(run),
        node,
        approved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create_agent",
        "add_team_member",
        "grant_lens",
        "grant_tool",
        "grant_model",
        "publish_output",
        "external_message",
        "delete_data",
        "modify_schedule",
        "expand_permissions"
      })
  void whatAToolWouldDoWaitsForAPersonWhateverThePolicySays(String gate) {
    boolean deletes = gate.equals("delete_data");
    boolean writes = deletes || gate.equals("external_message");
    UUID tool =
        UUID.fromString(
            office.ask(
                """
                select id::text from public.fn_register_tool('act', 'act', p_kind => 'http', p_egress_class => ?, p_endpoint_url => ?,
                  p_http_method => ?, p_category => ?)
                """,
                writes ? "write" : "read_only",
                ledger.uri("/act").toString(),
                deletes ? "DELETE" : writes ? "POST" : "GET",
                writes ? "general" : gate));
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", lead, tool);
    open();
    UUID run =
        start(
            FREE,
            "[{'id':'%s','label':'act','kind':'tool','config':{'tool_key':'act','arguments':{}}}]"
                .formatted(A),
            "[]");
    office.await(
        "pending",
        "select approval_status from agents.tool_invocations where team_run_id = ?",
        run);
    assertThat(ledger.entries).as("before anybody agreed").isEmpty();
    office.ask(
        "select public.fn_approve_tool_invocation(i.id)::text from agents.tool_invocations i where i.team_run_id = ?",
        run);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(ledger.entries).hasSize(1);
  }

  @Test
  void aPaidCallWaitsForAPersonOnceForTheWholeRun() {
    paid();
    open();
    UUID run =
        start(
            FREE, "[" + lens(A, "one") + "," + lens(B, "two") + "," + lens(C, "three") + "]", "[]");
    for (UUID step : List.of(A, B, C)) {
      awaitGate(run, step, "paid_provider_call");
    }
    assertThat(model.asked).as("before anybody agreed").isEmpty();
    assertThat(
            office.ask(
                "select gate_kind || ' ' || request_kind from agents.approval_requests_v where workflow_run_id = ? and node_id = ?",
                office.runOf(run),
                A))
        .isEqualTo("paid_provider_call node");
    answer(run, A, true);
    try (Rounds rounds =
        new Rounds(office.test().database(), Duration.ofMillis(20), () -> {}).start()) {
      assertThat(rounds).isNotNull();
      assertThat(office.awaitEnd(run)).isEqualTo("completed");
    }
    assertThat(model.asked).hasSize(3);
    assertThat(
            office.one(
                "select string_agg(distinct status, ' ') from agents.gate_requests where root_run_id = ?",
                office.runOf(run)))
        .isEqualTo("approved");
    assertThat(
            office.one(
                """
                select (report #>> '{gates,0,gate}') || ' ' || (report #>> '{gates,0,status}') || ' ' || (report #>> '{cost,by_agent,0,credits}')::numeric::int
                  || ' ' || (report #>> '{cost,by_agent,0,steps}') || ' ' || (report #>> '{cost,credits_with_children}')::numeric::int
                  || ' ' || (jsonb_array_length(report -> 'incidents') >= 3) || ' ' || ((report ->> 'duration_ms')::int >= 0)
                from agents.team_runs where id = ?
                """,
                run))
        .as("the report")
        .isEqualTo("paid_provider_call approved 6 3 6 true true");
    assertThat(
            office.one(
                "select count(*) from audit.log where action = 'gate.approved' and detail ->> 'gate' = 'paid_provider_call'"))
        .isEqualTo("1");
  }

  @Test
  void whoSaysNoEndsTheRunAndNothingIsPaid() {
    paid();
    open();
    UUID run = start(FREE, "[" + lens(A, "one") + "," + lens(B, "two") + "]", "[]");
    awaitGate(run, A, "paid_provider_call");
    awaitGate(run, B, "paid_provider_call");
    answer(run, A, false);
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(model.asked).isEmpty();
    assertThat(
            office.one(
                "select error ->> 'cause' || ' ' || (error #>> '{details,code}') from lenses.workflow_runs where id = ?",
                office.runOf(run)))
        .isEqualTo("budget_error gate_refused");
  }

  @Test
  void whoApprovedTheStartApprovedThatModelsAreAsked() {
    paid();
    open();
    UUID run = start("{'approval':{'requiresApproval':true}}", "[" + lens(A, "one") + "]", "[]");
    office.ask("select approval_status from public.fn_decide_approval(?, 'approved')", run);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void anApprovalInAdvanceOpensTheGateUntilItIsRevoked() {
    paid();
    open();
    UUID standing =
        UUID.fromString(
            office.ask(
                "select public.fn_grant_standing_approval(?, null, 'paid_provider_call', 24)::text",
                lead));
    UUID workflow = office.workflow("[" + lens(A, "one") + "]", "[]");
    office.assign(lead, workflow, team, FREE);
    assertThat(office.awaitEnd(office.start(lead, workflow, "{}"))).isEqualTo("completed");
    office.ask("select public.fn_revoke_standing_approval(?)::text", standing);
    awaitGate(office.start(lead, workflow, "{}"), A, "paid_provider_call");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void aFreeModelIsAskedWithoutAPerson() {
    open();
    assertThat(office.awaitEnd(start(FREE, "[" + lens(A, "one") + "]", "[]")))
        .isEqualTo("completed");
    assertThat(office.one("select count(*) from agents.gate_requests")).isEqualTo("0");
  }

  @Test
  void fromTheThresholdOnEachRunAsksBeforeItsNextPaidCall() {
    paid();
    office.ask(
        "select public.fn_grant_standing_approval(?, null, 'paid_provider_call', 24)::text", lead);
    office.ask(
        "select public.fn_update_agent_policy(?, '{\"spend_threshold_credits\": 1}')::text", lead);
    open();
    UUID run =
        start(
            FREE,
            "["
                + lens(A, "one")
                + ",{'id':'%s','label':'two','kind':'lens','config':{'template_body':'Say [[before]]'}}]"
                    .formatted(B),
            "[" + after(A, B) + "]");
    awaitGate(run, B, "spend_threshold");
    assertThat(model.asked).as("until the threshold").hasSize(1);
    answer(run, B, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(2);
    UUID next = start(FREE, "[" + lens(C, "three") + "]", "[]");
    awaitGate(next, C, "spend_threshold");
    assertThat(model.asked).as("another run asks again").hasSize(2);
  }

  @Test
  void withoutAThresholdFourFifthsOfTheLimitAreOne() {
    paid();
    office.ask(
        "select public.fn_grant_standing_approval(?, null, 'paid_provider_call', 24)::text", lead);
    office.ask(
        "select public.fn_update_agent_policy(?, '{\"spending_limit_credits\": 100}')::text", lead);
    UUID earlier = start(FREE, "[" + lens(A, "one") + "]", "[]");
    office.run("delete from engine.run_queue");
    office.run(
        "update lenses.workflow_runs set spent_credits = 79.9 where id = ?", office.runOf(earlier));
    open();
    assertThat(office.awaitEnd(start(FREE, "[" + lens(B, "two") + "]", "[]")))
        .as("at 79.9 of 100")
        .isEqualTo("completed");
    UUID run = start(FREE, "[" + lens(C, "three") + "]", "[]");
    awaitGate(run, C, "spend_threshold");
  }

  @Test
  void anAgentThatWorksWithToolsWaitsBeforeItsFirstTurn() {
    paid();
    model.says(prompt -> "{\"action\": \"finish\", \"answer\": \"done\"}");
    open();
    UUID run =
        start(
            FREE,
            "[{'id':'%s','label':'work','kind':'agent','config':{'goal':'Work'}}]".formatted(A),
            "[]");
    awaitGate(run, A, "paid_provider_call");
    assertThat(model.asked).isEmpty();
    answer(run, A, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void allItemsOfAListWaitTogether() {
    paid();
    open();
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'each','kind':'for_each','config':{'kind':'lens','config':{'template_body':'Say [[item]]'}}}]"
                .formatted(A),
            "[]");
    office.assign(lead, workflow, team, FREE);
    UUID run = office.start(lead, workflow, "{'items':[1,2,3]}");
    awaitGate(run, A, "paid_provider_call");
    assertThat(model.asked).isEmpty();
    answer(run, A, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(3);
  }

  /** It was decided after a step had asked and before it waited. */
  @Test
  void theRoundsTellAStepThatBeganToWaitWhileItWasDecided() {
    paid();
    open();
    UUID run = start(FREE, "[" + lens(A, "one") + "]", "[]");
    awaitGate(run, A, "paid_provider_call");
    office.run(
        "update agents.gate_requests set status = 'approved', decided_at = now() where run_id = ?",
        office.runOf(run));
    try (Rounds rounds =
        new Rounds(office.test().database(), Duration.ofMillis(20), () -> {}).start()) {
      assertThat(rounds).isNotNull();
      assertThat(office.awaitEnd(run)).isEqualTo("completed");
    }
    assertThat(model.asked).hasSize(1);
  }
}
