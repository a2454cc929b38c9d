package dev.connectedlenses.engine.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one run, won from the queue; void as soon as the queue names another claim id.
 *
 * @param epoch number of this claim among all claims of the run
 * @param attempt claims since the run last gave its lease back by itself, this one included
 * @param age time since the run started by the database clock, zero where it never did
 */
record Claim(
    UUID runId,
    UUID claimId,
    long epoch,
    int attempt,
    boolean cancelAsked,
    @Nullable String cancelReason,
    Duration age,
    RunRow run) {

  /** From so many lost workers on a run is suspected to be what they died of. */
  static final int SUSPECT_FROM = 2;

  boolean isSuspect() {
    return attempt > SUSPECT_FROM;
  }

  /** What the run's own row says. */
  record RunRow(
      UUID workflowId,
      UUID versionId,
      RunStatus status,
      String inputs,
      String metadata,
      @Nullable UUID modelId,
      @Nullable Parent parent,
      int depth,
      Means means) {

    @Nullable UUID agentId() {
      return means.agentId();
    }

    boolean budgeted() {
      return means.budgeted();
    }

    BigDecimal spent() {
      return means.spent();
    }
  }

  /**
   * What limits a run's calls.
   *
   * @param budgeted whether the run has a budget of its own
   * @param spent what it had spent when it was claimed
   * @param stopped whether its agent is switched off or paused
   */
  record Means(@Nullable UUID agentId, boolean budgeted, BigDecimal spent, boolean stopped) {}

  /** The node that waits for the run's end, of another run. */
  record Parent(UUID runId, UUID nodeId) {}
}
