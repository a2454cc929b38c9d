package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import dev.connectedlenses.testkit.Signal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Node kinds hold every connection of the engine's pool, for longer than anybody waits for one. */
final class BusyPoolTest {
  private static final int CONNECTIONS = 3;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final DatabaseOptions OPTIONS =
      new DatabaseOptions(1, CONNECTIONS, Duration.ofMillis(250), Duration.ofSeconds(12));

  private final Stage stage = new Stage();
  private final Database database = Database.open(stage.test().url(), OPTIONS);
  private final ScriptedKind tool = new ScriptedKind();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final Signal<String> held = new Signal<>("connection that is held");
  private final Signal<Failpoint> renewals = new Signal<>("renewal of leases");

  @AfterEach
  void holdsItsPromises() {
    enough.countDown();
    try (stage;
        database) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  /** Takes the pool's connections away until it is enough. */
  private void holdThePool() {
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual().start(this::holdOne);
    }
    held.await(CONNECTIONS);
  }

  private void holdOne() {
    boolean had = false;
    while (!had && enough.getCount() > 0) {
      try {
        had =
            database.asEngine(handle -> {
              held.emit("one");
              return waitUntilEnough();
            });
      } catch (ConnectionException e) {
        // others were quicker, or a new connection took its time
      }
    }
  }

  private boolean waitUntilEnough() {
    try {
      return enough.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Troubles hearRenewals() {
    return Troubles.everywhere(place -> {
      if (place == Failpoint.RENEWAL_COMMITTED) {
        renewals.emit(place);
      }
    });
  }

  private Engine engine() {
    return stage.engine(Stage.QUICK.withLease(LEASE), database, ScriptedKind.kinds(tool));
  }

  private String lease(UUID run) {
    return stage.one(
        "select attempt || ' ' || epoch || ' ' || (lease_until > now()) from engine.run_queue where run_id = ?",
        run);
  }

  @Test
  void leasesAreRenewedAndNoCallIsMadeTwice() {
    UUID run = stage.start(stage.pin(new GraphJson().node("only", "tool", "{'do':'hold'}")));
    try (Quiet _ = new Quiet();
        Troubles _ = hearRenewals();
        Engine engine = engine()) {
      tool.calls().await();
      holdThePool();
      renewals.drain();
      renewals.await(5);
      assertThat(engine.held()).isEqualTo(1);
      assertThat(lease(run)).as("claimed once, and still held").isEqualTo("1 1 true");
      tool.release(1);
      enough.countDown();
      assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    }
    assertThat(tool.calls().drain()).as("a second call").isEmpty();
  }

  @Test
  void whoIsAskedToStopHearsOfIt() {
    UUID run = stage.start(stage.pin(new GraphJson().node("only", "tool", "{'do':'hang'}")));
    try (Quiet _ = new Quiet();
        Engine engine = engine()) {
      tool.calls().await();
      holdThePool();
      stage.run("update engine.run_queue set cancel_asked = true where run_id = ?", run);
      tool.stops().await();
      enough.countDown();
      assertThat(stage.awaitEnd(run)).isEqualTo("cancelled");
      stage.await("the run is let go", () -> engine.held() == 0);
    }
  }

  @Test
  void aRunThatCannotBeReadYetIsNotDropped() {
    UUID run = stage.start(stage.pin(new GraphJson().node("only", "tool", "{}")));
    AtomicBoolean claimed = new AtomicBoolean();
    try (Quiet _ = new Quiet();
        Troubles _ =
            Troubles.everywhere(place -> {
              if (place == Failpoint.CLAIM_COMMITTED && claimed.compareAndSet(false, true)) {
                holdThePool();
              } else if (place == Failpoint.RENEWAL_COMMITTED) {
                renewals.emit(place);
              }
            });
        Engine engine = engine()) {
      renewals.await(5);
      assertThat(engine.held()).isEqualTo(1);
      assertThat(lease(run)).as("claimed once, and still held").isEqualTo("1 1 true");
      enough.countDown();
      assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    }
    assertThat(tool.calls().drain()).hasSize(1);
  }
}
