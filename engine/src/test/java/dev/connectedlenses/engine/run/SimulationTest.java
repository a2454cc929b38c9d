package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy.FailureMode;
import dev.connectedlenses.engine.node.Envelope;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The invariants of a run, on thousands of random graphs under random faults. */
final class SimulationTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final long FAULTS = FULL ? 1_000_000 : 200_000;
  private static final int PAIRS = FULL ? 2_000 : 200;

  private static final KeptSeeds KEPT = KeptSeeds.of(SimulationTest.class);

  @Test
  void luckThatOnceBrokeAnInvariantDoesSoNoMore() {
    assertThat(KEPT.all()).allSatisfy(seed -> assertThat(play(seed).status.isTerminal()).isTrue());
  }

  @Test
  void noLuckBreaksAnInvariant() {
    Map<RunStatus, Integer> ends = new EnumMap<>(RunStatus.class);
    Set<EventType> seen = new HashSet<>();
    long faults = 0;
    for (long seed = 1; faults < FAULTS; seed++) {
      World world = play(seed);
      faults += world.faults;
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
            EventType.NODE_BLOCKED,
            EventType.APPROVAL_DECIDED,
            EventType.APPROVAL_TIMED_OUT,
            EventType.CONTRACT_VIOLATED,
            EventType.COST_RECORDED);
  }

  @Test
  void whoFinishesFirstNeverChangesAnInput() {
    for (long seed = 1; seed <= PAIRS; seed++) {
      Graph graph = new RandomPlan(new Random(seed)).plan().build();
      List<NodeState> one = ends(graph, new Random(seed));
      List<NodeState> other = ends(graph, new Random(-seed));
      boolean halted = isHalted(graph, one) || isHalted(graph, other);
      for (int node = 0; node < one.size(); node++) {
        boolean both = one.get(node).input() != null && other.get(node).input() != null;
        if (!halted) {
          assertThat(other.get(node)).as("seed %d", seed).isEqualTo(one.get(node));
        } else if (both) {
          assertThat(other.get(node).input()).as("seed %d", seed).isEqualTo(one.get(node).input());
        }
      }
    }
  }

  /** What a halt still lets run, or try again, is the one thing that depends on time. */
  private static boolean isHalted(Graph graph, List<NodeState> nodes) {
    return IntStream.range(0, nodes.size())
        .anyMatch(node ->
            nodes.get(node).failure() != null
                && graph.nodes().get(node).policy().onFailure() == FailureMode.HALT);
  }

  /** Runs a graph without faults, attempts ending in random order. */
  private static List<NodeState> ends(Graph graph, Random random) {
    World world = new World(graph, Json.object().put("text", "words"), RunLimits.DEFAULT);
    world.signal(new Signal.Claimed(false));
    while (!world.state.status().isTerminal()) {
      if (world.inFlight.isEmpty()) {
        world.signal(new Signal.TimerFired(world.armed().iterator().next()));
        continue;
      }
      Command.StartAttempt attempt = world.inFlight.get(random.nextInt(world.inFlight.size()));
      world.end(attempt.node(), attempt.attempt());
      int n = attempt.node();
      Envelope output =
          new Envelope("json", "number", "number " + n, Json.object().put("n", n), null, null);
      world.signal(
          new Signal.AttemptCompleted(
              n, attempt.attempt(), output, List.of(), Signal.Timing.NONE, 0));
    }
    return world.state.nodes();
  }

  private static World play(long seed) {
    World[] played = new World[1];
    KEPT.play(seed, luck -> played[0] = new Simulation(luck).play());
    return played[0];
  }
}
