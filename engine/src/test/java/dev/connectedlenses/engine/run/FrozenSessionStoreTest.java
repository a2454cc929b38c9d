package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that stops in the middle of a transaction keeps nobody from its runs. */
final class FrozenSessionStoreTest {
  private static final Duration LEASE = Duration.ofMillis(400);

  private final Stage stage = new Stage();
  private final QueueStore queue =
      new QueueStore(
          stage.test().database(), UUID.randomUUID(), EngineConfig.defaults().withLease(LEASE));

  @AfterEach
  void close() {
    stage.close();
  }

  /** Claims a run and locks its row in a transaction that then does nothing more. */
  private void freeze(Handle handle, String lease) {
    stage.startMany(stage.pin(GraphJson.chain(1)), 1, "{}", "{}");
    try {
      assertThat(queue.claim(1)).hasSize(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    stage.run(
        "update engine.run_queue set lease_until = clock_timestamp() + cast(? as interval)", lease);
    handle.execute("set local idle_in_transaction_session_timeout = 0");
    handle.execute("select from engine.run_queue for update");
  }

  @Test
  void aSessionThatKeepsAnExpiredLeaseLockedIsEnded() {
    assertThatThrownBy(() ->
            stage
                .test()
                .database()
                .asEngine(handle -> {
                  freeze(handle, "400 ms");
                  Await.until(
                      "the sweep frees the run",
                      () -> {
                        QueueStore.Swept swept = queue.sweep(10);
                        if (swept.passed()) {
                          queue.endFrozenSessions();
                        }
                        return swept.freed() == 1;
                      });
                  return handle.execute("select 1");
                }))
        .as("the frozen session is gone")
        .isInstanceOf(RuntimeException.class);
    assertThat(stage.one("select count(*) from engine.run_queue where claim_id is null"))
        .isEqualTo("1");
  }

  @Test
  void aSessionIsLeftAloneWhileNoLeaseHasExpired() {
    int one =
        stage
            .test()
            .database()
            .asEngine(handle -> {
              freeze(handle, "1 h");
              Await.until(
                  "the transaction is older than a lease",
                  () ->
                      stage
                          .one(
                              "select coalesce(clock_timestamp() - max(xact_start) > interval '1 s', false)::text from pg_stat_activity where state like 'idle in%' and datname = current_database()")
                          .equals("true"));
              queue.endFrozenSessions();
              return handle.createQuery("select 1").mapTo(Integer.class).one();
            });
    assertThat(one).isEqualTo(1);
  }
}
