package dev.connectedlenses.bench;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one measurement of the 10-node run gave.
 *
 * @param pgbench transactions a second of pgbench's one-transaction-per-node script, null without
 *     pgbench
 */
record RunsResult(
    double runsPerSecond,
    Timings loaded,
    Timings unloaded,
    double rssMegabytes,
    @Nullable Double pgbench,
    @Nullable Double pgbenchBatched) {
  private static final int NODES = 10;

  ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("runs_per_s", round(runsPerSecond));
    json.put("node_steps_per_s", round(runsPerSecond * NODES));
    json.put("p50_ms", round(unloaded.millis(0.5)));
    json.put("p99_ms", round(unloaded.millis(0.99)));
    json.put("loaded_p50_ms", round(loaded.millis(0.5)));
    json.put("loaded_p99_ms", round(loaded.millis(0.99)));
    json.put("rss_mb", round(rssMegabytes));
    if (pgbench != null && pgbenchBatched != null) {
      json.put("pgbench_tx_per_node_runs_per_s", round(pgbench));
      json.put("ratio_to_pgbench_tx_per_node", round(runsPerSecond / pgbench));
      json.put("pgbench_32_steps_per_commit_runs_per_s", round(pgbenchBatched));
      json.put("ratio_to_pgbench_32_steps_per_commit", round(runsPerSecond / pgbenchBatched));
    }
    return json;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
