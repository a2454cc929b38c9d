package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F24 and F25: workers whose clocks are wrong, and a reader that never ends its transaction. */
final class ClocksTest {
  private static final int RUNS = "full".equals(System.getProperty("suite")) ? 2_000 : 60;
  private final Stage stage = new Stage();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private void engine(LongSupplier clock) {
    Engine engine =
        new Engine(
            Stage.QUICK,
            stage.open(),
            ScriptedKind.kinds(new ScriptedKind()),
            new Engine.Host(UUID.randomUUID(), "test", clock, new Random(5), () -> {}));
    stage.onClose(engine::close);
    engine.start();
  }

  /**
   * An hour ahead, an hour behind, a fifth too slow, three times as fast: nobody's run is taken.
   */
  @Test
  void f24ClocksOfWorkersDecideNothing() {
    long hour = Duration.ofHours(1).toNanos();
    long start = System.nanoTime();
    List<LongSupplier> clocks =
        List.of(
            () -> System.nanoTime() + hour,
            () -> System.nanoTime() - hour,
            () -> start + (System.nanoTime() - start) * 4 / 5,
            () -> start + (System.nanoTime() - start) * 3);
    clocks.forEach(this::engine);
    for (int seed = 0; seed < RUNS; seed++) {
      stage.start(stage.pin(new RandomShape(seed).graph()));
    }
    stage.awaitAllEnded();
    assertThat(
            stage.one(
                "select count(*) from lenses.workflow_run_events where type = 'run.recovered'"))
        .as("runs that were taken from a living worker")
        .isEqualTo("0");
  }

  /** A lease that ends later than any lease can was given before the database clock went back. */
  @Test
  void f24ALeaseFromTheFutureIsNoLease() {
    UUID run = stage.start(stage.pin(GraphJson.chain(2)), "{'in':'a'}", "{}");
    stage.run(
        "update engine.run_queue set owner = gen_random_uuid(), claim_id = gen_random_uuid(), attempt = 1, epoch = 1, lease_until = now() + interval '1 hour' where run_id = ?",
        run);
    engine(System::nanoTime);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
  }

  /** A transaction that stays open keeps old row versions, and claims go on all the same. */
  @Test
  void f25AnOldSnapshotStopsNoClaims() {
    stage.startMany(stage.pin(GraphJson.chain(1)), 1, "{}", "{}");
    try (Handle reader = stage.test().admin().open()) {
      reader.begin();
      reader.execute("set transaction isolation level repeatable read");
      reader.execute("select count(*) from engine.run_queue");
      engine(System::nanoTime);
      stage.startMany(stage.pin(GraphJson.chain(2)), RUNS * 20, "{}", "{}");
      stage.awaitAllEnded();
      assertThat(
              reader.createQuery("select count(*) from engine.run_queue").mapTo(Long.class).one())
          .as("the reader still sees the queue as it was")
          .isEqualTo(1);
      reader.rollback();
    }
  }

  /** Transactions of ours that idle are cut by the server. */
  @Test
  void f25OurOwnIdleTransactionsAreCut() {
    String limit =
        stage
            .test()
            .database()
            .asEngine(handle ->
                handle
                    .createQuery("select current_setting('idle_in_transaction_session_timeout')")
                    .mapTo(String.class)
                    .one());
    assertThat(limit).isEqualTo("15s");
  }
}
