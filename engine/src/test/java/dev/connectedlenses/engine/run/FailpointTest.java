package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F04: a worker is dropped at each place where it may be lost, while runs of random shapes are in
 * flight. Another one takes over; no outcome is lost or made twice.
 */
final class FailpointTest {
  /** Shapes that are in flight when a worker is dropped, for each place. */
  private static final int CASES = "full".equals(System.getProperty("suite")) ? 60 : 12;

  private static final int RUNS = 3;
  private static final EngineConfig SHORT =
      Stage.QUICK.withLease(Duration.ofSeconds(1)).withPatience(Duration.ofMillis(50));
  private static final Stage STAGE = new Stage();
  private static final List<Thread> STOPPING = new ArrayList<>();

  private static final Quiet QUIET = new Quiet();

  @AfterAll
  static void close() throws InterruptedException {
    for (Thread thread : STOPPING) {
      thread.join();
    }
    STAGE.close();
    QUIET.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TOOL_.*")
  void aWorkerThatIsLostHereLosesNothing(Failpoint place) throws InterruptedException {
    int dropped = 0;
    for (int round = 0; dropped < CASES; round++) {
      long seed = place.name().hashCode() * 10_000L + round;
      assertThat(round).as("rounds in which %s was not reached", place).isLessThan(CASES * 4);
      try {
        dropped += drop(place, seed) ? RUNS : 0;
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + " at " + place + ": " + e.getMessage(), e);
      }
    }
    InvariantChecker.check(STAGE.test().admin());
    assertThat(InvariantChecker.deadlocks(STAGE.test().admin())).isZero();
  }

  /** One case; false when the runs were over before the place was reached. */
  private static boolean drop(Failpoint place, long seed) throws InterruptedException {
    Random random = new Random(seed);
    boolean renewal = place.name().startsWith("RENEWAL");
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(STAGE.start(STAGE.pin(new RandomShape(random.nextLong()).graph())));
    }
    if (renewal) {
      runs.add(STAGE.start(STAGE.pin(new GraphJson().node("held", "tool", "{'do':'hold'}"))));
    }
    ScriptedKind lost = new ScriptedKind();
    Database itsOwn = STAGE.open();
    boolean happened;
    try (Troubles troubles = troubles(place, random.nextInt(1, 4), itsOwn)) {
      Engine victim = new Engine(SHORT, itsOwn, ScriptedKind.kinds(lost), Stage.host());
      victim.start();
      happened = happens(troubles);
      if (!happened) {
        itsOwn.close();
      }
      STOPPING.add(Thread.ofVirtual().start(victim::stop));
    }
    takeOver(runs, renewal);
    return happened;
  }

  private static boolean happens(Troubles troubles) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (troubles.happens(50)) {
        return true;
      }
      if (STAGE.one("select count(*) from engine.run_queue").equals("0")) {
        return troubles.happens(1);
      }
    }
    return false;
  }

  private static Troubles troubles(Failpoint place, int time, Database victim) {
    if (place == Failpoint.ENTRY_READ_BACK) {
      Failpoint before = Failpoint.ENTRY_COMMITTED;
      return Troubles.afterFailure(before, "08006", place, () -> drop(victim));
    }
    return Troubles.once(place, time, () -> drop(victim));
  }

  private static void drop(Database victim) {
    victim.close();
    throw Troubles.dropped();
  }

  /** Lets the leases run out, which the wait for them would do, and a new worker do the rest. */
  private static void takeOver(List<UUID> runs, boolean release) {
    STAGE.run(
        "update engine.run_queue set lease_until = clock_timestamp() - interval '1 ms' where claim_id is not null");
    Set<String> finished = finished(runs);
    ScriptedKind saved = new ScriptedKind();
    if (release) {
      saved.release(1);
    }
    Engine rescuer =
        new Engine(SHORT, STAGE.test().database(), ScriptedKind.kinds(saved), Stage.host());
    rescuer.start();
    STAGE.awaitAllEnded();
    rescuer.stop();
    assertThat(saved.calls().drain())
        .as("what has ended is not done again")
        .noneMatch(call -> finished.contains(call.runId() + " " + call.label()));
  }

  private static Set<String> finished(List<UUID> runs) {
    return runs.stream()
        .flatMap(run ->
            STAGE
                .texts(
                    """
                    select n.run_id || ' ' || (node ->> 'label')
                    from lenses.workflow_node_results n
                    join lenses.workflow_runs r on r.id = n.run_id
                    join lenses.workflow_versions v on v.id = r.workflow_version_id
                    cross join lateral jsonb_array_elements(v.graph -> 'nodes') node
                    where n.run_id = ? and node ->> 'id' = n.node_id::text and n.completed_at is not null
                    """,
                    run)
                .stream())
        .collect(Collectors.toSet());
  }
}
