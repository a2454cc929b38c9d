package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import java.util.UUID;

/** Keeps the one-time tokens that waiting nodes give out, by their hashes. */
final class CallbackStore {
  private final Database database;

  CallbackStore(Database database) {
    this.database = database;
  }

  /** Makes a token good for one answer to a node, for a while. */
  void open(UUID runId, UUID nodeId, byte[] tokenHash, Duration time) {
    database.asEngine(handle ->
        handle.execute(
            """
            insert into engine.callbacks (token_hash, run_id, node_id, expires_at)
            values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            """,
            tokenHash,
            runId,
            nodeId,
            time.toMillis()));
  }
}
