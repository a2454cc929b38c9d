package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QueueStoreTest {
  private final Stage stage = new Stage();
  private final UUID owner = UUID.randomUUID();
  private final QueueStore queue =
      new QueueStore(stage.test().database(), owner, EngineConfig.defaults());

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void takesTheUrgentFirstAndThenTheOldest() throws SQLException {
    List<UUID> runs = stage.startMany(stage.pin(GraphJson.chain(1)), 3, "{}", "{}");
    stage.run(
        "update engine.run_queue set available_at = now() - interval '1 h' where run_id = ?",
        runs.get(1));
    stage.run("update engine.run_queue set priority = 5 where run_id = ?", runs.get(2));
    assertThat(queue.claim(1).getFirst().runId()).isEqualTo(runs.get(2));
    assertThat(queue.claim(1).getFirst().runId()).isEqualTo(runs.get(1));
    assertThat(queue.claim(5)).extracting(Claim::runId).containsExactly(runs.get(0));
    assertThat(queue.claim(5)).isEmpty();
  }

  /** So many runs, each of which has lost so many workers in a row. */
  private List<UUID> lost(int losses, int runs) {
    List<UUID> lost = stage.startMany(stage.pin(GraphJson.chain(1)), runs, "{}", "{}");
    lost.forEach(
        run -> stage.run("update engine.run_queue set attempt = ? where run_id = ?", losses, run));
    return lost;
  }

  @Test
  void takesSuspectsInGroupsTheMoreSuspectTheSmaller() throws SQLException {
    lost(2, 70);
    lost(3, 9);
    lost(4, 2);
    assertThat(queue.claim(100)).as("no suspect among the others").isEmpty();
    for (int size : List.of(1, 1, 8, 1, 64, 6, 0)) {
      assertThat(queue.claimSuspects(100)).hasSize(size).allMatch(Claim::isSuspect);
    }
  }

  @Test
  void takesWithTheOthersWhoLostOneAndWhoIsOnlyEnded() throws SQLException {
    List<UUID> ordinary = new ArrayList<>(lost(1, 2));
    ordinary.addAll(lost(5, 1));
    List<UUID> cancelled = lost(3, 1);
    stage.run(
        "update engine.run_queue set cancel_asked = true where run_id = ?", cancelled.getFirst());
    ordinary.addAll(cancelled);
    assertThat(queue.claimSuspects(100)).isEmpty();
    assertThat(queue.claim(100))
        .extracting(Claim::runId)
        .containsExactlyInAnyOrderElementsOf(ordinary);
  }

  @Test
  void aSuspectThatMayNotRunKeepsNoOtherBack() throws SQLException {
    UUID asks = lost(4, 1).getFirst();
    stage.run(
        """
        insert into lenses.run_approvals (run_id, workflow_id, asked_id, expires_at)
        select id, workflow_id, triggered_by, now() + interval '1 h' from lenses.workflow_runs where id = ?
        """,
        asks);
    List<UUID> others = lost(2, 3);
    assertThat(queue.claimSuspects(100))
        .extracting(Claim::runId)
        .containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void leavesRunsThatAreNotDue() throws SQLException {
    stage.start(stage.pin(GraphJson.chain(1)));
    stage.run("update engine.run_queue set available_at = now() + interval '1 h'");
    assertThat(queue.claim(5)).isEmpty();
  }

  @Test
  void tellsWhatTheRunIs() throws SQLException {
    Stage.Pinned pinned = stage.pin(GraphJson.chain(1));
    UUID run = stage.start(pinned, "{'in':'x'}", "{}");
    stage.run(
        "update lenses.workflow_runs set started_at = now() - interval '1 h' where id = ?", run);
    stage.run(
        "update engine.run_queue set cancel_asked = true, cancel_reason = 'why' where run_id = ?",
        run);
    Claim claim = queue.claim(1).getFirst();
    assertThat(claim.run().versionId()).isEqualTo(pinned.versionId());
    assertThat(claim.run().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(claim.run().inputs()).isEqualTo("{\"in\": \"x\"}");
    assertThat(claim.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(70));
    assertThat(claim.cancelAsked()).isTrue();
    assertThat(claim.cancelReason()).isEqualTo("why");
    assertThat(queue.cancels()).containsExactly(java.util.Map.entry(claim.claimId(), "why"));
  }

  @Test
  void renewsOnlyWhatIsStillOurs() throws SQLException {
    stage.startMany(stage.pin(GraphJson.chain(1)), 2, "{}", "{}");
    List<Claim> claims = queue.claim(2);
    stage.run(
        "update engine.run_queue set lease_until = now(), claim_id = gen_random_uuid() where run_id = ?",
        claims.get(0).runId());
    assertThat(queue.renew(claims)).containsExactly(claims.get(1).claimId());
    assertThat(
            stage.one(
                "select lease_until > now() + interval '10 s' from engine.run_queue where run_id = ?",
                claims.get(1).runId()))
        .isEqualTo("t");
  }

  @Test
  void freesExpiredLeasesAndThoseTooFarAhead() throws SQLException {
    stage.startMany(stage.pin(GraphJson.chain(1)), 3, "{}", "{}");
    List<Claim> claims = queue.claim(3);
    assertThat(queue.sweep(10)).isEqualTo(new QueueStore.Swept(0, false));
    stage.run(
        "update engine.run_queue set lease_until = now() - interval '1 h' where run_id = ?",
        claims.get(0).runId());
    stage.run(
        "update engine.run_queue set lease_until = now() + interval '1 h' where run_id = ?",
        claims.get(1).runId());
    assertThat(queue.sweep(10))
        .as("a row that was freed is not one that was passed over")
        .isEqualTo(new QueueStore.Swept(2, false));
    List<Claim> again = queue.claim(10);
    assertThat(again).extracting(Claim::attempt).containsOnly(2);
    assertThat(again).extracting(Claim::epoch).containsOnly(2L);
    assertThat(queue.renew(claims)).containsExactly(claims.get(2).claimId());
  }

  @Test
  void tellsThatAnExpiredLeaseWasPassedOverOnlyWhenItExpiredLongAgo() throws SQLException {
    stage.startMany(stage.pin(GraphJson.chain(1)), 2, "{}", "{}");
    List<Claim> claims = queue.claim(2);
    stage.run("update engine.run_queue set lease_until = now() - interval '1 ms'");
    assertThat(sweepBesideALockOn(claims.getFirst()))
        .as("the other one is freed; this one may be renewed in this moment")
        .isEqualTo(new QueueStore.Swept(1, false));
    stage.run(
        "update engine.run_queue set lease_until = now() - interval '1 h' where run_id = ?",
        claims.getFirst().runId());
    assertThat(sweepBesideALockOn(claims.getFirst())).isEqualTo(new QueueStore.Swept(0, true));
    assertThat(queue.sweep(10)).isEqualTo(new QueueStore.Swept(1, false));
  }

  private QueueStore.Swept sweepBesideALockOn(Claim claim) throws SQLException {
    return stage
        .test()
        .admin()
        .inTransaction(handle -> {
          handle.execute("select from engine.run_queue where run_id = ? for update", claim.runId());
          return queue.sweep(10);
        });
  }
}
