package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F41 and the errors of a server that goes away: statements fail at every place where they can, and
 * nobody who looks at the runs can tell.
 */
final class InjectedErrorsTest {
  private static final int ERRORS = "full".equals(System.getProperty("suite")) ? 1_000 : 60;
  private static final int SHAPES = 12;
  private static final EngineConfig SHORT = Stage.QUICK.withLease(Duration.ofSeconds(2));

  /** Places inside a transaction, where any error means that nothing is written. */
  private static final Set<Failpoint> INSIDE =
      EnumSet.of(
          Failpoint.CLAIM_BEFORE,
          Failpoint.CLAIM_UNCOMMITTED,
          Failpoint.RENEWAL_UNCOMMITTED,
          Failpoint.SWEEP_UNCOMMITTED,
          Failpoint.ENTRY_BEFORE,
          Failpoint.ENTRY_FENCED,
          Failpoint.ENTRY_UNCOMMITTED,
          Failpoint.ENTRY_READ_BACK);

  /** What a run has come to, by label. */
  private record End(String status, Map<String, String> nodes, List<String> outputs) {}

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "57P01", "08006", "53100"})
  void nobodySees(String state) {
    List<GraphJson> shapes = new ArrayList<>();
    for (int seed = 0; seed < SHAPES; seed++) {
      shapes.add(new RandomShape(seed).graph());
    }
    try (Quiet _ = new Quiet();
        Stage stage = new Stage()) {
      stage.engine(SHORT, ScriptedKind.kinds(new ScriptedKind()));
      List<End> calm = play(stage, shapes);
      AtomicInteger injected = new AtomicInteger();
      try (Troubles _ = errors(state, injected)) {
        while (injected.get() < ERRORS) {
          assertThat(play(stage, shapes)).isEqualTo(calm);
        }
      }
      InvariantChecker.check(stage.test().admin());
      assertThat(InvariantChecker.deadlocks(stage.test().admin())).isZero();
    }
  }

  /** At most three errors of one thread before it commits: fewer than the five that are tried. */
  private static Troubles errors(String state, AtomicInteger injected) {
    Random random = new Random(41);
    ThreadLocal<Integer> row = ThreadLocal.withInitial(() -> 0);
    boolean outage = !state.startsWith("40");
    return Troubles.everywhere(place -> {
      boolean here = INSIDE.contains(place) || (outage && place == Failpoint.ENTRY_COMMITTED);
      if (here && row.get() < 3 && isUnlucky(random)) {
        row.set(row.get() + 1);
        injected.incrementAndGet();
        throw Troubles.failure(state);
      }
      if (place.name().endsWith("_COMMITTED")) {
        row.set(0);
      }
    });
  }

  private static boolean isUnlucky(Random random) {
    synchronized (random) {
      return random.nextInt(4) == 0;
    }
  }

  private static List<End> play(Stage stage, List<GraphJson> shapes) {
    List<UUID> runs = shapes.stream().map(shape -> stage.start(stage.pin(shape))).toList();
    stage.awaitAllEnded();
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      GraphJson shape = shapes.get(i);
      UUID run = runs.get(i);
      List<String> outputs =
          stage.texts(
              "select coalesce(output_data::text, '') from lenses.workflow_node_results where run_id = ? order by node_id",
              run);
      ends.add(new End(stage.status(run), stage.nodeStatuses(run, shape), outputs));
    }
    return ends;
  }
}
