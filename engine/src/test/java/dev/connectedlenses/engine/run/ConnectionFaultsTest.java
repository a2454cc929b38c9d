package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F12, F13, F14: the way from an engine to PostgreSQL breaks in every manner while runs are under
 * way. The engine is never started again; nothing is lost and nothing is done twice.
 */
final class ConnectionFaultsTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int FAULTS = FULL ? 300 : 15;
  private static final EngineConfig SHORT = Stage.QUICK.withLease(Duration.ofSeconds(2));
  private static final DatabaseOptions OPTIONS =
      new DatabaseOptions(2, 5, Duration.ofSeconds(2), Duration.ofSeconds(2));

  private final Stage stage = new Stage();
  private final TcpProxy proxy = TcpProxy.to(stage.test().url().port());
  private final Database database = Database.open(through(), OPTIONS);
  private final Random random = new Random(12);
  private final List<UUID> runs = new ArrayList<>();

  /** What happens to the way. */
  enum Fault {
    CUT,
    REPLIES_LOST,
    REFUSED,
    SILENT,
    SLOW,
    BACKENDS_ENDED
  }

  private ServerUrl through() {
    ServerUrl url = stage.test().url();
    return new ServerUrl(
        "127.0.0.1", proxy.port(), url.database(), url.user(), url.password(), url.parameters());
  }

  @AfterEach
  void close() {
    database.close();
    proxy.close();
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostAndNothingIsDoubled(Fault fault) {
    int faults = fault == Fault.SILENT || fault == Fault.REFUSED ? FAULTS / 5 : FAULTS;
    try (Quiet _ = new Quiet();
        Engine engine =
            new Engine(SHORT, database, ScriptedKind.kinds(new ScriptedKind()), Stage.host())) {
      engine.start();
      for (int i = 0; i < faults; i++) {
        UUID first = start();
        bring(fault, first);
      }
      proxy.restore();
      stage.awaitAllEnded();
    }
    assertThat(runs).hasSize(faults * 2);
    InvariantChecker.check(stage.test().admin());
    assertThat(InvariantChecker.deadlocks(stage.test().admin())).isZero();
  }

  /** Starts two runs and waits until the engine has got to one of them. */
  private UUID start() {
    UUID first = stage.start(stage.pin(new RandomShape(random.nextLong()).graph()));
    runs.add(first);
    runs.add(stage.start(stage.pin(new RandomShape(random.nextLong()).graph())));
    stage.await(
        "the engine is at it",
        () ->
            stage
                .one(
                    "select count(*) from engine.run_queue where run_id = ? and claim_id is null",
                    first)
                .equals("0"));
    return first;
  }

  private void bring(Fault fault, UUID run) {
    switch (fault) {
      case CUT -> proxy.cut();
      case REPLIES_LOST -> proxy.loseReplies();
      case REFUSED -> {
        proxy.refuse();
        leaseEnds(run);
        proxy.restore();
      }
      case SILENT -> {
        proxy.silence();
        leaseEnds(run);
        proxy.restore();
      }
      case SLOW -> proxy.delay(Duration.ofMillis(random.nextInt(1, 30)));
      case BACKENDS_ENDED ->
          stage.run(
              "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('authenticator', 'engine_worker')");
    }
  }

  /** Waits until the run's lease is over, as it is when its engine cannot renew it. */
  private void leaseEnds(UUID run) {
    stage.await(
        "the lease ends",
        () ->
            stage
                .one(
                    "select count(*) from engine.run_queue where run_id = ? and lease_until > now()",
                    run)
                .equals("0"));
  }

  /** F14: everything away for a while; runs go on afterwards without a restart. */
  @Test
  void f14WorkersComeBackByThemselves() {
    Duration away = Duration.ofSeconds(FULL ? 30 : 3);
    try (Quiet _ = new Quiet();
        Engine engine =
            new Engine(SHORT, database, ScriptedKind.kinds(new ScriptedKind()), Stage.host())) {
      engine.start();
      stage.awaitEnd(stage.start(stage.pin(GraphJson.chain(2)), "{'in':'a'}", "{}"));
      proxy.refuse();
      stage.run("create table away as select clock_timestamp() as since");
      UUID run = stage.start(stage.pin(GraphJson.chain(2)), "{'in':'a'}", "{}");
      Await.until(
          "it has been away long enough",
          away.plus(Await.DEADLINE),
          () ->
              stage
                  .one(
                      "select (clock_timestamp() - since) > ? * interval '1 ms' from away",
                      away.toMillis())
                  .equals("t"));
      assertThat(stage.status(run)).isEqualTo("queued");
      proxy.restore();
      assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    }
    InvariantChecker.check(stage.test().admin());
  }
}
