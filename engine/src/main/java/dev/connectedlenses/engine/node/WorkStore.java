package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps what a step has in hand between two of its turns. */
final class WorkStore {
  private final Database database;

  WorkStore(Database database) {
    this.database = database;
  }

  @Nullable JsonNode load(UUID runId, UUID nodeId) {
    String work =
        database.asEngine(handle ->
            handle
                .createQuery(
                    "select work::text from agents.step_work where run_id = ? and node_id = ? and work is not null")
                .bind(0, runId)
                .bind(1, nodeId)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    return work == null ? null : Json.MAPPER.readTree(work);
  }

  /** False where somebody else holds the run by now. */
  boolean keep(Attempt attempt, UUID claimId, JsonNode work) {
    return database.asEngine(handle ->
        handle
            .createQuery("select agents.keep_in_hand(?, ?, ?, 'work', cast(? as jsonb))")
            .bind(0, attempt.runId())
            .bind(1, claimId)
            .bind(2, attempt.node().id())
            .bind(3, work.toString())
            .mapTo(Boolean.class)
            .one());
  }
}
