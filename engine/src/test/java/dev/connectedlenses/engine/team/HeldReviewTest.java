package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work whose reviewer has to wait for a person is neither done nor paid a second time. */
final class HeldReviewTest {
  private static final UUID A = UUID.fromString("f1000000-0000-7000-8000-00000000000a");
  private static final String FREE = "{'approval':{'requiresApproval':false}}";
  private static final String REVIEW = "You review the work";

  private final Office office = new Office();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID lead = office.agent("lead");
  private final UUID critic = office.agent("critic");
  private UUID team;
  private UUID author;
  private UUID reviewer;

  @BeforeEach
  void arrange() {
    team = office.team(lead);
    author = office.member(team, lead, "lead", 0);
    reviewer = office.member(team, critic, "reviewer", 1);
    office.edge(team, author, reviewer, "reviews");
    paid();
    office.ask(
        "select public.fn_grant_standing_approval(?, null, 'paid_provider_call', 24)::text", lead);
    // the first paid call brings the run over it, so the reviewer's is the one that asks
    office.ask(
        "select public.fn_update_agent_policy(?, '{\"spend_threshold_credits\": 1}')::text", lead);
    model.says(prompt -> prompt.contains(REVIEW) ? "{\"approved\": true}" : "words");
  }

  @AfterEach
  void close() {
    office.close();
  }

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
  }

  private UUID start(String node) {
    House.open(office, model, List.of());
    UUID workflow = office.workflow("[" + node.formatted(A) + "]", "[]");
    office.assign(lead, workflow, team, FREE);
    return office.start(lead, workflow, "{}");
  }

  private UUID startLens() {
    return start("{'id':'%s','label':'draft','kind':'lens','config':{'template_body':'Say it'}}");
  }

  private void awaitGate(UUID run) {
    office.await(
        "blocked spend_threshold",
        """
        select n.status || ' ' || g.gate from lenses.workflow_node_results n
        join agents.gate_requests g on g.run_id = n.run_id and g.node_id = n.node_id and g.status = 'pending'
        where n.run_id = ?
        """,
        office.runOf(run));
  }

  private void answer(UUID run, boolean approved) {
    office.ask(
        "select public.fn_complete_human_input(?, ?, jsonb_build_object('approved', ?))::text",
        office.runOf(run),
        A,
        approved);
  }

  private long asked(boolean reviews) {
    return model.asked.stream().filter(prompt -> prompt.contains(REVIEW) == reviews).count();
  }

  private String result(UUID run, String column) {
    return office.one(
        "select (%s)::text from lenses.workflow_node_results where run_id = ?".formatted(column),
        office.runOf(run));
  }

  /** What the run has spent is what the calls cost that the model knows of, no more and no less. */
  private void assertLedger(UUID run, int calls) {
    assertThat(model.asked).hasSize(calls);
    assertThat(
            office.one(
                "select count(*) from lenses.workflow_run_events where run_id = ? and type = 'cost.recorded'",
                office.runOf(run)))
        .as("entries of the ledger")
        .isEqualTo(String.valueOf(calls));
    assertThat(
            office.one(
                """
                select r.spent_credits = (select sum((e.payload ->> 'costCredits')::numeric) from lenses.workflow_run_events e
                  where e.run_id = r.id and e.type = 'cost.recorded') from lenses.workflow_runs r where r.id = ?
                """,
                office.runOf(run)))
        .isEqualTo("t");
  }

  @Test
  void aLensIsCalledOnceThoughItsReviewerWaitsForAPerson() {
    UUID run = startLens();
    awaitGate(run);
    assertThat(asked(false)).isEqualTo(1);
    assertThat(asked(true)).as("the review waits").isZero();
    answer(run, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(asked(false)).as("calls of the lens").isEqualTo(1);
    assertThat(asked(true)).isEqualTo(1);
    assertLedger(run, 2);
    assertThat(result(run, "output_data ->> 'output'")).isEqualTo("words");
    assertThat(
            office.texts(
                "select event_type || coalesce(' ' || (payload ->> 'verdict'), '') from agents.agent_run_events where team_run_id = ? and event_type like 'step.review.%' order by event_id",
                run))
        .as("asked once, decided once")
        .containsExactly("step.review.requested", "step.review.decided approved");
    assertThat(office.one("select count(*) from agents.step_work")).isEqualTo("0");
  }

  @Test
  void whoSaysNoToTheReviewPaysForTheLensOnce() {
    UUID run = startLens();
    awaitGate(run);
    answer(run, false);
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertLedger(run, 1);
  }

  /** The reviewer's notes are kept as well: the author waits at the gate with them in hand. */
  @Test
  void aSecondRoundThatWaitsGoesOnWithTheNotes() {
    office.ask(
        "select public.fn_grant_standing_approval(?, null, 'spend_threshold', 24)::text", lead);
    UUID standing =
        UUID.fromString(
            office.one(
                "select id from agents.standing_approvals where gate_kind = 'spend_threshold'"));
    model.says(prompt -> {
      if (!prompt.contains(REVIEW)) {
        return prompt.contains("say it better") ? "better" : "words";
      }
      boolean good = prompt.contains("better");
      if (!good) {
        office.ask("select public.fn_revoke_standing_approval(?)::text", standing);
      }
      return good ? "{\"approved\": true}" : "{\"approved\": false, \"notes\": \"say it better\"}";
    });
    UUID run = startLens();
    awaitGate(run);
    assertThat(asked(false)).isEqualTo(1);
    assertThat(asked(true)).isEqualTo(1);
    answer(run, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(asked(false)).isEqualTo(2);
    assertThat(asked(true)).isEqualTo(2);
    assertLedger(run, 4);
    assertThat(result(run, "output_data ->> 'output'")).isEqualTo("better");
    assertThat(result(run, "output_data #>> '{metadata,tainted}'"))
        .as("made of what another agent said")
        .isEqualTo("true");
  }

  @Test
  void whatSomebodyElseMadeIsNotTaken() {
    UUID run = startLens();
    awaitGate(run);
    office.run(
        "update agents.step_work set review = jsonb_set(review, '{author}', to_jsonb(?::text))",
        reviewer.toString());
    answer(run, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(asked(false)).as("the author of now does its own work").isEqualTo(2);
  }

  @Test
  void aReviewerThatIsGoneIsNotWaitedFor() {
    UUID run = startLens();
    awaitGate(run);
    office.run("delete from agents.team_edges where team_id = ?", team);
    answer(run, true);
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(asked(true)).isZero();
  }

  @Test
  void stateIsReadAsItWasWritten() {
    HeldReview state =
        new HeldReview("someone", reviewer, Envelope.text("it").taint(), 1, null, null);
    HeldReview asking = state.asking(author);
    for (HeldReview one :
        List.of(state, asking, asking.sentBack("shorter"), state.redone(Envelope.text("x")))) {
      assertThat(HeldReview.read(Json.MAPPER.readTree(one.toJson().toString()))).isEqualTo(one);
    }
    assertThat(asking.stepId()).isEqualTo(author.toString());
    assertThat(asking.sentBack("shorter").stepId()).as("that step is over").isNull();
  }
}
