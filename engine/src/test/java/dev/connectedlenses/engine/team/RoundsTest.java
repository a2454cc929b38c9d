package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private final Office office = new Office();
  private final AtomicInteger wakes = new AtomicInteger();
  private final Rounds rounds =
      new Rounds(office.test().database(), Duration.ofMillis(20), wakes::incrementAndGet);
  private final UUID agent = office.agent("lead");
  private final UUID workflow =
      office.workflow(
          "[{'id':'f1000000-0000-7000-8000-000000000001','kind':'transform','label':'a','config':{'text':'hi'}}]",
          "[]");

  @AfterEach
  void close() {
    office.close();
  }

  private UUID waiting(String approval) {
    UUID team = office.team(agent);
    office.member(team, agent, "operator", 0);
    office.assign(agent, workflow, team, "{'approval':" + approval + "}");
    return office.start(agent, workflow, "{}");
  }

  @Test
  void findsNothingToDoInAQuietHouse() {
    assertThat(rounds.once()).isZero();
    assertThat(wakes).hasValue(0);
  }

  @Test
  void rejectsWhatNobodyDecidedWithinTheMinutesOfTheAssignment() {
    UUID run = waiting("{'requiresApproval':true,'timeoutMinutes':5}");
    assertThat(
            office.one(
                "select (approval_expires_at - created_at)::text from agents.team_runs where id = ?",
                run))
        .isEqualTo("00:05:00");
    assertThat(rounds.once()).isZero();
    office.run("update agents.team_runs set approval_expires_at = now() where id = ?", run);
    assertThat(rounds.once()).isEqualTo(1);
    assertThat(wakes).hasValue(1);
    assertThat(
            office.one(
                "select approval_status || ' ' || status || ' ' || (metadata ->> 'timed_out_at' is not null) || ' ' || (report ->> 'outcome') from agents.team_runs where id = ?",
                run))
        .isEqualTo("rejected cancelled true cancelled");
    assertThat(office.events(run)).contains("approval.timed_out");
    assertThat(rounds.once()).isZero();
  }

  @Test
  void writesAnAttemptToGoRoundApprovalIntoTheOwnersChain() {
    UUID run = waiting("{'requiresApproval':true}");
    office.run("insert into engine.run_queue (run_id) values (?)", office.runOf(run));
    assertThat(rounds.once()).isEqualTo(1);
    assertThat(
            office.one(
                "select count(*) from audit.log where action = 'approval.bypass_refused' and subject_id = ?",
                run))
        .isEqualTo("1");
    assertThat(
            office.one(
                "select available_at = 'infinity' from engine.run_queue where run_id = ?",
                office.runOf(run)))
        .isEqualTo("t");
    assertThat(rounds.once()).as("one row for one attempt").isZero();
    assertThat(
            office.ask("select approval_status from public.fn_decide_approval(?, 'approved')", run))
        .isEqualTo("approved");
  }

  @Test
  void forgetsMemoriesThatWereKeptLongEnough() {
    String write =
        "select public.fn_write_memory_entry((select id from agents.memory_profiles where ai_lenser_id = ?), 'project', 'user', ?)::text";
    office.ask(write, agent, "old");
    office.ask(write, agent, "new");
    office.run(
        "update agents.memories set created_at = now() - interval '91 days' where content = 'old'");
    assertThat(rounds.once()).isEqualTo(1);
    assertThat(office.texts("select content from agents.memories")).containsExactly("new");
    office.run("update agents.memory_profiles set reset_policy = 'per_day'");
    office.run("update agents.memories set created_at = now() - interval '2 days'");
    assertThat(rounds.once()).isEqualTo(1);
    assertThat(office.one("select count(*) from agents.memories")).isEqualTo("0");
  }

  @Test
  void goesItsRoundsByItself() {
    UUID run = waiting("{'requiresApproval':true}");
    office.run("update agents.team_runs set approval_expires_at = now() where id = ?", run);
    office.closing(rounds.start());
    office.await("cancelled", "select status from agents.team_runs where id = ?", run);
  }
}
