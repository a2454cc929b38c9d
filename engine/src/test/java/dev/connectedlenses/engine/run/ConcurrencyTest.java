package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F08 and F20: many at once, at the queue and at the events of a few runs. */
final class ConcurrencyTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int MANY = 64;

  /** So often the pool may say that no connection became free, five seconds each time. */
  private static final int PATIENCE = 24;

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  /** F08: 64 claimers, no run claimed twice. */
  @Test
  void f08NoRunIsClaimedTwice() throws Exception {
    int runs = FULL ? 1_000_000 : 20_000;
    stage.startMany(stage.pin(GraphJson.chain(1)), runs, "{}", "{}");
    DatabaseOptions wide = DatabaseOptions.defaults().withConnections(1, MANY);
    long before = System.nanoTime();
    try (Database database = Database.open(stage.test().url(), wide)) {
      List<List<UUID>> taken = together(_ -> () -> claimAll(database));
      double seconds = (System.nanoTime() - before) / 1e9;
      System.out.printf("F08: %d runs, %d claimers, %.0f claims/s%n", runs, MANY, runs / seconds);
      Set<UUID> all = new HashSet<>();
      taken.forEach(all::addAll);
      assertThat(taken.stream().mapToInt(List::size).sum()).isEqualTo(runs);
      assertThat(all).hasSize(runs);
    }
    assertThat(stage.one("select max(epoch) || ' ' || max(attempt) from engine.run_queue"))
        .isEqualTo("1 1");
    assertThat(InvariantChecker.deadlocks(stage.test().admin())).isZero();
  }

  /** Text that comes while an entry cannot be written keeps no processor busy. */
  @Test
  void aHeldUpJournalLeavesProcessorsToOthers() throws Exception {
    int runs = 8 * Runtime.getRuntime().availableProcessors();
    ScriptedKind scripted = new ScriptedKind();
    stage.engine(Stage.QUICK, ScriptedKind.kinds(scripted));
    stage.startMany(
        stage.pin(new GraphJson().node("says", "tool", "{'do':'say'}")), runs, "{}", "{}");
    for (int i = 0; i < runs; i++) {
      scripted.calls().await(Duration.ofSeconds(30));
    }
    try (Handle holder = stage.test().admin().open()) {
      holder.begin();
      holder.execute("lock table lenses.workflow_run_events in access exclusive mode");
      scripted.release(runs);
      stage.await("an entry waits", () -> !stage.one(WAITING).equals("0"));
      scripted.release(runs);
      for (int i = 0; i < 300; i++) {
        assertThat(someoneElseRuns()).as("look " + i).isTrue();
      }
      holder.rollback();
    }
    scripted.release(runs);
    stage.awaitAllEnded();
    assertThat(stage.one("select count(*) from lenses.workflow_runs where status = 'completed'"))
        .isEqualTo("" + runs);
  }

  private static final String WAITING =
      "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";

  /** A thread that comes back after a millisecond, which takes a processor that is free. */
  private static boolean someoneElseRuns() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Thread.startVirtualThread(() -> {
      LockSupport.parkNanos(1_000_000);
      ran.countDown();
    });
    return ran.await(20, TimeUnit.SECONDS);
  }

  private static List<UUID> claimAll(Database database) throws SQLException {
    QueueStore queue =
        new QueueStore(
            database, UUID.randomUUID(), EngineConfig.defaults().withLease(Duration.ofMinutes(5)));
    List<UUID> own = new ArrayList<>();
    for (List<Claim> some = claim(queue); !some.isEmpty(); some = claim(queue)) {
      some.forEach(claim -> own.add(claim.runId()));
    }
    return own;
  }

  /**
   * PostgreSQL may wait for the updated version of a row it skips, and those who have a connection
   * get it again before those who wait for one; a dispatcher asks again, too.
   */
  private static List<Claim> claim(QueueStore queue) throws SQLException {
    int withoutConnection = 0;
    while (true) {
      try {
        return queue.claim(50);
      } catch (SQLException e) {
        if (!"55P03".equals(e.getSQLState())) {
          throw e;
        }
      } catch (ConnectionException e) {
        withoutConnection++;
        if (!(e.getCause() instanceof SQLTransientConnectionException)
            || withoutConnection > PATIENCE) {
          throw e;
        }
      }
    }
  }

  /** Does the work of each number at once and gives the results. */
  private static <T> List<T> together(java.util.function.IntFunction<Callable<T>> work)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        answers.add(threads.submit(work.apply(i)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * F20: 64 appenders on four runs that the engine appends to as well; a part of them roll back or
   * lose their connection before the commit. The ids have no hole, and their order is the order of
   * the commits.
   */
  @Test
  void f20EventIdsHaveNoHoles() throws Exception {
    int each = FULL ? 16_000 : 780;
    GraphJson graph = new GraphJson().node("held", "tool", "{'do':'hold','timeout_ms':86400000}");
    List<UUID> runs = stage.startMany(stage.pin(graph), 4, "{}", "{}");
    ScriptedKind scripted = new ScriptedKind();
    Engine engine = stage.engine(Stage.QUICK, ScriptedKind.kinds(scripted));
    scripted.calls().await(4);
    stage.await(
        "all four have begun",
        () -> stage.one("select min(last_event_id) > 0 from lenses.workflow_runs").equals("t"));
    List<Integer> written =
        together(number -> () -> append(runs.get(number % 4), each, new Random(number)));
    int total = written.stream().mapToInt(Integer::intValue).sum();
    assertThat(total).isGreaterThan(each * MANY * 8 / 10);
    assertThat(stage.one("select count(*) from lenses.workflow_run_events where type = 'node.log'"))
        .isEqualTo("" + total);
    scripted.release(4);
    stage.awaitAllEnded();
    engine.stop();
    System.out.println("F20: events appended by 64 at once: " + total);
    InvariantChecker.check(stage.test().admin());
    assertThat(
            stage.one(
                """
                select count(*) from (
                  select event_id - lag(event_id) over (partition by run_id order by event_id) as step
                  from lenses.workflow_run_events) e
                where step <> 1
                """))
        .isEqualTo("0");
  }

  /** Appends so many events in transactions of a few; how many were committed. */
  private int append(UUID run, int events, Random random) throws SQLException {
    Identity author = Identity.of(stage.author());
    int written = 0;
    Handle handle = stage.test().admin().open();
    for (int done = 0; done < events; ) {
      int some = Math.min(random.nextInt(1, 20), events - done);
      done += some;
      int luck = random.nextInt(100);
      handle.begin();
      become(handle, author);
      handle
          .createQuery(
              "select count(*) from generate_series(1, ?) n cross join lateral public.fn_append_workflow_run_event(?, 'node.log', jsonb_build_object('message', n))")
          .bind(0, some)
          .bind(1, run)
          .mapTo(Integer.class)
          .one();
      if (luck < 3) {
        handle.rollback();
      } else if (luck < 4) {
        vanish(handle);
        handle = stage.test().admin().open();
      } else {
        handle.commit();
        written += some;
      }
    }
    handle.close();
    return written;
  }

  /** Cuts a connection in the middle of its transaction, and gives its place back to the pool. */
  private static void vanish(Handle handle) throws SQLException {
    handle.getConnection().abort(Runnable::run);
    assertThatThrownBy(handle::close).as("a transaction that is cut").isInstanceOf(Exception.class);
  }

  private static void become(Handle handle, Identity identity) {
    dev.connectedlenses.database.UserSettings.of(identity)
        .values()
        .forEach((name, value) ->
            handle
                .createQuery("select set_config(?, ?, true)")
                .bind(0, name)
                .bind(1, value)
                .mapTo(String.class)
                .one());
  }
}
