package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that change something, in runs of people: asked for, answered, sent. */
final class OutsideRequestTest {
  private static final UUID NODE = UUID.fromString("f1000000-0000-7000-8000-00000000000b");
  private static final String LATEST =
      "select payload #>> '{ask,%s}' from lenses.workflow_run_events where run_id = ? and type = 'node.blocked' order by event_id desc limit 1";

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();

  @BeforeEach
  void open() {
    House.open(office, new Speaker(prompt -> "x"), List.of(ledger.uri("/")));
  }

  @AfterEach
  void close() {
    try (office;
        ledger) {
      assertThat(office.one("select count(*) from engine.node_requests where status = 'sent'"))
          .isEqualTo("0");
    }
  }

  private UUID run() {
    UUID workflow =
        office.workflow(
            "[{'id':'%s','label':'post','kind':'http_request','config':{'url':'%s','method':'POST','body':'hello'}}]"
                .formatted(NODE, ledger.uri("/x")),
            "[]");
    UUID run =
        UUID.fromString(office.ask("select public.fn_start_workflow_run(?)::text", workflow));
    office.await(
        "blocked", "select status from lenses.workflow_node_results where run_id = ?", run);
    return run;
  }

  private void answer(UUID run, String values) {
    office.ask(
        "select public.fn_complete_human_input(?, ?, cast(? as jsonb))::text",
        run,
        NODE,
        Office.json(values));
  }

  private void ends(UUID run, String status) {
    office.await(status, "select status from lenses.workflow_runs where id = ?", run);
  }

  @Test
  void itIsShownAllowedAndSent() {
    UUID run = run();
    assertThat(office.one(LATEST.formatted("kind"), run)).isEqualTo("approve_request");
    assertThat(office.one(LATEST.formatted("request,body"), run)).isEqualTo("hello");
    assertThat(ledger.entries).isEmpty();
    answer(run, "{'approved':true}");
    ends(run, "completed");
    assertThat(ledger.writes()).hasSize(1);
    assertThat(
            office.one(
                "select r.decided_by = p.id from engine.node_requests r, lensers.profiles p where p.user_id = ? and p.type = 'human'",
                office.owner()))
        .isEqualTo("t");
  }

  @Test
  void whoIsRefusedSendsNothing() {
    UUID run = run();
    answer(run, "{'approved':false,'reason':'no'}");
    ends(run, "failed");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void aPersonSaysWhatCameOfARequestThatNobodyKnowsAbout() {
    ledger.answers(500, entry -> "{}");
    UUID run = run();
    answer(run, "{'approved':true}");
    office.await("unknown_outcome", LATEST.formatted("kind"), run);
    office.await(
        "blocked", "select status from lenses.workflow_node_results where run_id = ?", run);
    answer(run, "{'approved':true,'number':7}");
    ends(run, "completed");
    assertThat(
            office.one(
                "select output_data #>> '{data,number}' from lenses.workflow_node_results where run_id = ?",
                run))
        .isEqualTo("7");
    assertThat(ledger.writes()).hasSize(1);
  }

  @Test
  void aStrangerAllowsNothing() {
    UUID run = run();
    Identity stranger = office.person(UUID.randomUUID(), "stranger");
    assertThat(
            office.tryAs(
                stranger,
                "select public.fn_complete_human_input(?, ?, '{\"approved\": true}')::text",
                run,
                NODE))
        .isEqualTo("P0002");
    assertThat(office.one("select status from engine.node_requests")).isEqualTo("asked");
  }
}
