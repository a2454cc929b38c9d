package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that waited for a person goes back to the place in the queue that its policy names. */
final class ApprovalPriorityTest {
  private final Office office = new Office();
  private final UUID lead = office.agent("lead");
  private final UUID workflow =
      office.workflow(
          "[{'id':'f1000000-0000-7000-8000-000000000001','kind':'transform','label':'a','config':{'text':'hi'}}]",
          "[]");

  @AfterEach
  void close() {
    office.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'priority':700}        | approved | 700",
        "{'priority':-3}         | approved | -3",
        "{'mode':'serial'}       | approved | 0",
        "{'priority':5}          | modified | 5"
      })
  void priorityIsKept(String queue, String decision, String priority) {
    UUID team = office.team(lead);
    office.member(team, lead, "lead", 0);
    office.assign(
        lead, workflow, team, "{'approval':{'requiresApproval':true},'queue':" + queue + "}");
    UUID run = office.start(lead, workflow, "{}");
    String waiting = "select count(*) from engine.run_queue where run_id = ?";
    assertThat(office.one(waiting, office.runOf(run))).isEqualTo("0");
    String modifications = decision.equals("modified") ? "{}" : "";
    String decide =
        "select approval_status from public.fn_decide_approval(?, ?, null, cast(nullif(?, '') as jsonb))";
    assertThat(office.ask(decide, run, decision, modifications)).isEqualTo("approved");
    assertThat(
            office.one("select priority from engine.run_queue where run_id = ?", office.runOf(run)))
        .isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource({"approved", "rejected"})
  void aSecondDecisionChangesNothing(String second) {
    UUID team = office.team(lead);
    office.member(team, lead, "lead", 0);
    office.assign(
        lead, workflow, team, "{'approval':{'requiresApproval':true},'queue':{'priority':9}}");
    UUID run = office.start(lead, workflow, "{}");
    String decide = "select approval_status from public.fn_decide_approval(?, ?)";
    office.ask(decide, run, "approved");
    var owner = dev.connectedlenses.database.Identity.of(office.owner());
    assertThat(office.tryAs(owner, decide, run, second)).isEqualTo("40001");
    assertThat(
            office.one("select priority from engine.run_queue where run_id = ?", office.runOf(run)))
        .isEqualTo("9");
  }
}
