package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approval is a precondition of the claim, whatever has put a run on the queue. */
final class ApprovedClaimTest {
  private final Stage stage = new Stage();
  private final QueueStore queue =
      new QueueStore(stage.test().database(), UUID.randomUUID(), EngineConfig.defaults());
  private final UUID agent = UUID.randomUUID();

  @AfterEach
  void close() {
    stage.close();
  }

  @BeforeEach
  void agent() {
    UUID profile = UUID.randomUUID();
    stage.run(
        "insert into lensers.profiles (id, handle, display_name, type) values (?, 'agent', 'Agent', 'ai')",
        profile);
    stage.run("insert into agents.ai_lensers (id, profile_id) values (?, ?)", agent, profile);
  }

  private UUID queued(String approval, String mode) {
    UUID run = stage.start(stage.pin(GraphJson.chain(1)));
    stage.run("update lenses.workflow_runs set trigger_mode = ? where id = ?", mode, run);
    stage.run(
        """
        insert into agents.team_runs (ai_lenser_id, workflow_run_id, approval_status, approval_expires_at)
        values (?, ?, ?, now() + interval '1 hour')
        """,
        agent,
        run,
        approval);
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"manual", "schedule", "api", "webhook", "subflow", "retry"})
  void aRunThatWaitsForApprovalIsNotClaimedWhoeverStartedIt(String mode) throws SQLException {
    UUID run = queued("pending", mode);
    assertThat(queue.claim(5)).isEmpty();
    stage.run("update agents.team_runs set approval_status = 'approved'");
    assertThat(queue.claim(5)).extracting(Claim::runId).containsExactly(run);
  }

  @Test
  void aRefusedRunIsTakenOnlyToBeCancelled() throws SQLException {
    UUID run = queued("rejected", "manual");
    assertThat(queue.claim(5)).isEmpty();
    stage.run("update engine.run_queue set cancel_asked = true where run_id = ?", run);
    assertThat(queue.claim(5)).extracting(Claim::cancelAsked).containsExactly(true);
  }

  @Test
  void runsThatWaitDoNotHoldBackThoseThatNeedNoApproval() throws SQLException {
    for (int i = 0; i < 20; i++) {
      queued("pending", "manual");
    }
    UUID free = queued("not_required", "manual");
    UUID plain = stage.start(stage.pin(GraphJson.chain(1)));
    assertThat(queue.claim(5)).extracting(Claim::runId).containsExactlyInAnyOrder(free, plain);
  }
}
