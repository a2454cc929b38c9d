package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.OwnServer;
import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/**
 * F10: PostgreSQL itself ends without farewell while runs are under way, and starts again. What was
 * acknowledged is there, and the engine goes on without a restart.
 */
final class ServerCrashTest {
  private static final int SERVERS = "full".equals(System.getProperty("suite")) ? 15 : 1;
  private static final int ROUNDS = 4;
  private static final EngineConfig SHORT = Stage.QUICK.withLease(Duration.ofSeconds(2));

  @Test
  void f10WhatWasAcknowledgedIsThereAndGoesOn() throws Exception {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      seconds.addAll(crash(new Random(i)));
    }
    System.out.println("F10: ms from the crash to the next acknowledged start: " + seconds);
    assertThat(seconds).hasSize(SERVERS * ROUNDS);
  }

  private static List<Long> crash(Random random) throws Exception {
    List<UUID> acknowledged = new ArrayList<>();
    List<Long> millis = new ArrayList<>();
    try (Quiet _ = new Quiet();
        OwnServer server = new OwnServer();
        Stage stage = new Stage(server.database())) {
      stage.engine(SHORT, ScriptedKind.kinds(new ScriptedKind()));
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < 8; i++) {
          acknowledged.add(stage.start(stage.pin(new RandomShape(random.nextLong()).graph())));
        }
        int begun = acknowledged.size() - random.nextInt(1, 8);
        stage.await(
            "some of them have begun",
            () ->
                Integer.parseInt(
                        stage.one(
                            "select count(*) from lenses.workflow_runs where started_at is not null"))
                    >= begun);
        long before = System.nanoTime();
        long pid = server.pid();
        server.end(round % 2 == 0 ? "KILL" : "QUIT");
        Await.until("the server is another", Duration.ofMinutes(1), () -> server.pid() != pid);
        acknowledged.add(next(stage));
        millis.add((System.nanoTime() - before) / 1_000_000);
      }
      Await.until(
          "all runs end",
          Duration.ofMinutes(2),
          () -> stage.one("select count(*) from engine.run_queue").equals("0"));
      assertThat(acknowledged)
          .allSatisfy(run -> assertThat(stage.status(run)).isIn("completed", "failed"));
      InvariantChecker.check(stage.test().admin());
    }
    return millis;
  }

  /** The next start that the server acknowledges. */
  private static UUID next(Stage stage) {
    return Await.value(
        "the server takes runs again",
        () -> {
          try {
            return stage.start(stage.pin(GraphJson.chain(2)), "{'in':'a'}", "{}");
          } catch (JdbiException e) {
            return null;
          }
        });
  }
}
