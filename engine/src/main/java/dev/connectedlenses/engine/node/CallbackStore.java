package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import java.util.UUID;

/** Keeps which nodes wait for an outside system, by the hashes of one-time tokens. */
final class CallbackStore {
  private final Database database;

  CallbackStore(Database database) {
    this.database = database;
  }

  /** Lets a node be answered once within this time, by whoever gets a token in place of this. */
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
