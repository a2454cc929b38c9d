package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks whether a run may begin a paid call, by its budget, its agent's, and its agent's switches.
 */
final class SpendingStore {
  private final Database database;

  SpendingStore(Database database) {
    this.database = database;
  }

  /**
   * An answer.
   *
   * @param kind ok, held or budget
   * @param code stable
   */
  record Verdict(String kind, @Nullable String code, @Nullable String message) {}

  /** What stands before a paid call: open, or asks or refused with gate, reason and minutes. */
  JsonNode gate(UUID runId, UUID nodeId, BigDecimal spent) {
    String answer =
        database.asEngine(handle ->
            handle
                .createQuery("select agents.ask_gate(?, ?, ?)::text")
                .bind(0, runId)
                .bind(1, nodeId)
                .bind(2, spent)
                .mapTo(String.class)
                .one());
    return Json.MAPPER.readTree(answer);
  }

  /** Whether a worker still has its run, and nobody has asked to cancel it. */
  boolean isOpen(Claim claim) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                "select exists (select from engine.run_queue q where q.run_id = ? and q.claim_id = ? and not q.cancel_asked)")
            .bind(0, claim.runId())
            .bind(1, claim.claimId())
            .mapTo(boolean.class)
            .one());
  }

  /**
   * The verdict of this moment.
   *
   * @param spent what the run has spent as far as this process knows
   */
  Verdict verdict(UUID runId, BigDecimal spent) {
    return database.asEngine(handle ->
        handle
            .createQuery("select kind, code, message from engine.call_verdict(?, ?)")
            .bind(0, runId)
            .bind(1, spent)
            .map((row, _) -> new Verdict(row.getString(1), row.getString(2), row.getString(3)))
            .one());
  }
}
