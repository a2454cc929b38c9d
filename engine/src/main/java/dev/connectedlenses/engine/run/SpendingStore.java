package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
