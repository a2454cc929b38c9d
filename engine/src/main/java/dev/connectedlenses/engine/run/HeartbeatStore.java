package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import java.util.UUID;

/** Says in {@code engine.nodes} that this process is there; nothing is decided by it. */
final class HeartbeatStore {
  private static final String BEAT =
      """
      with quick as materialized (
        select set_config('synchronous_commit', 'off', true)
      ),
      gone as (
        delete from engine.nodes where seen_at < clock_timestamp() - interval '1 day'
      )
      insert into engine.nodes (id, version, runs, draining)
      select ?, ?, ?, ? from quick
      on conflict (id) do update
      set runs = excluded.runs, draining = excluded.draining, seen_at = clock_timestamp()
      """;

  private final Database database;
  private final UUID node;
  private final String version;

  HeartbeatStore(Database database, UUID node, String version) {
    this.database = database;
    this.node = node;
    this.version = version;
  }

  void beat(int runs, boolean draining) {
    database.asEngine(handle -> handle.execute(BEAT, node, version, runs, draining));
  }

  void leave() {
    database.asEngine(handle -> handle.execute("delete from engine.nodes where id = ?", node));
  }
}
