package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The invariants of a run, on thousands of random graphs under random faults. */
final class SimulationTest {
  private static final int RUNS = Integer.getInteger("simulated.runs", 4_000);

  @Test
  void noLuckBreaksAnInvariant() {
    Map<RunStatus, Integer> ends = new EnumMap<>(RunStatus.class);
    Set<EventType> seen = new HashSet<>();
    for (long seed = 1; seed <= RUNS; seed++) {
      World world = play(seed);
      ends.merge(world.status, 1, Integer::sum);
      world.events.forEach(event -> seen.add(event.type()));
    }
    assertThat(ends.keySet())
        .as("every way to end came up")
        .containsExactlyInAnyOrder(
            RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.TIMED_OUT);
    assertThat(seen)
        .as("everything that can be said was said")
        .contains(
            EventType.RUN_RECOVERED,
            EventType.NODE_RETRIED,
            EventType.NODE_WAITING,
            EventType.NODE_SKIPPED,
            EventType.NODE_INVALIDATED,
            EventType.NODE_LOG,
            EventType.CONTRACT_VIOLATED,
            EventType.COST_RECORDED);
  }

  private static World play(long seed) {
    try {
      return new Simulation(seed).play();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }
}
