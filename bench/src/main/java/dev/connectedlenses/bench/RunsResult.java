package dev.connectedlenses.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one series of the 10-node run gave.
 *
 * @param pgbench what pgbench reached in the same series, null without pgbench
 */
record RunsResult(
    RunsBench.Loaded loaded, Timings unloaded, double rssMegabytes, @Nullable Ceiling pgbench) {
  private static final int NODES = 10;

  /**
   * Runs a second of pgbench with the same rows.
   *
   * @param perNode with one transaction per node
   * @param batched with 32 node steps in each transaction
   */
  record Ceiling(double perNode, double batched) {}

  /** The figures by name, in the order in which they are printed. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    double runs = loaded.runsPerSecond();
    int count = loaded.timings().count();
    figures.put("runs_per_s", runs);
    figures.put("node_steps_per_s", runs * NODES);
    figures.put("p50_ms", unloaded.millis(0.5));
    figures.put("p99_ms", unloaded.millis(0.99));
    figures.put("loaded_p50_ms", loaded.timings().millis(0.5));
    figures.put("loaded_p99_ms", loaded.timings().millis(0.99));
    figures.put("rss_mb", rssMegabytes);
    figures.put("cpu_us_per_run_engine", Processor.microsPerRun(loaded.used().engine(), count));
    figures.put("cpu_us_per_run_postgres", Processor.microsPerRun(loaded.used().postgres(), count));
    if (pgbench != null) {
      figures.put("pgbench_tx_per_node_runs_per_s", pgbench.perNode());
      figures.put("ratio_to_pgbench_tx_per_node", runs / pgbench.perNode());
      figures.put("pgbench_32_steps_per_commit_runs_per_s", pgbench.batched());
      figures.put("ratio_to_pgbench_32_steps_per_commit", runs / pgbench.batched());
    }
    return figures;
  }
}
