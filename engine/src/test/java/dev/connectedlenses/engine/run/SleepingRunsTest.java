package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.OutputKind;
import dev.connectedlenses.engine.node.WaitKind;
import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that wait are rows: no thread, no lease and no memory, however many there are. */
final class SleepingRunsTest {
  private static final int RUNS = "full".equals(System.getProperty("suite")) ? 100_000 : 2_000;

  private final Stage stage = new Stage();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private String count(String condition) {
    return stage.one("select count(*) from engine.run_queue where " + condition);
  }

  @Test
  void sleepersAreRowsAndWakeWhenTheyAreCalled() {
    GraphJson graph =
        new GraphJson()
            .node("sleep", "wait", "{'for_ms':86400000}")
            .node("after", "output", "{}")
            .edge("sleep", "after", "value");
    stage.startMany(stage.pin(graph), RUNS, "{\"value\":\"kept\"}", "{}");
    NodeKinds kinds = new NodeKinds(new WaitKind(InstantSource.system()), new OutputKind());
    Engine engine = stage.engine(EngineConfig.defaults(), kinds);
    String all = String.valueOf(RUNS);
    Await.until(
        "all runs sleep",
        Duration.ofMinutes(10),
        () -> count("claim_id is null and available_at > now() + interval '1 hour'").equals(all));
    stage.await("nothing is in memory", () -> engine.held() == 0);
    assertThat(threads()).as("threads of runs and attempts").isZero();
    assertThat(stage.one("select count(*) from engine.timers")).isEqualTo(all);

    stage.run(
        """
        with woken as (
          update engine.timers set due_at = now() where run_id in (select run_id from engine.run_queue order by run_id limit 500)
          returning run_id
        )
        update engine.run_queue q set available_at = now() from woken w where q.run_id = w.run_id
        """);
    Await.until(
        "those whose time has come end",
        Duration.ofMinutes(2),
        () -> count("true").equals(String.valueOf(RUNS - 500)));
    assertThat(stage.one("select count(*) from lenses.workflow_runs where status = 'completed'"))
        .isEqualTo("500");
  }

  /**
   * Threads that are named after runs or attempts; virtual ones are not listed, platform ones are.
   */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread.getName().startsWith("run ") || thread.getName().startsWith("attempt "))
        .count();
  }
}
