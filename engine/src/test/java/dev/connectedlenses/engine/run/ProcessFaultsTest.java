package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import dev.connectedlenses.testkit.Signal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines in processes of their own that are killed, stopped, continued and asked to end. */
final class ProcessFaultsTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final EngineConfig SHORT = Stage.QUICK.withLease(LEASE);
  private final Stage stage = new Stage();
  private final ScriptedKind here = new ScriptedKind();

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
      assertThat(InvariantChecker.deadlocks(stage.test().admin())).isZero();
    }
  }

  private void startHere() {
    stage.engine(SHORT, ScriptedKind.kinds(here));
  }

  private EngineProcess startThere() throws Exception {
    return EngineProcess.start(stage.test().url(), LEASE, null);
  }

  private String count(String what) {
    return stage.one("select count(*) from " + what);
  }

  private int nodesEnded() {
    return Integer.parseInt(count("lenses.workflow_node_results where completed_at is not null"));
  }

  /** Ten nodes: calls that take a while, computations between them, two branches that join. */
  static GraphJson tenNodes() {
    return tenNodes("{'do':'pause','ms':155}");
  }

  /** Ten nodes of which the last does this. */
  private static GraphJson tenNodes(String last) {
    GraphJson graph = new GraphJson().node("n9", "tool", last);
    for (int i = 0; i < 9; i++) {
      boolean call = i % 3 != 2;
      graph.node(
          "n" + i,
          call ? "tool" : "transform",
          call ? "{'do':'pause','ms':%d}".formatted(20 + i * 15) : "{'text':'[[in!]]x'}");
    }
    for (String edge : List.of("0 1", "1 2", "2 3", "1 4", "4 5", "5 6", "3 7", "6 8", "8 9")) {
      graph.edge("n" + edge.charAt(0), "n" + edge.charAt(2), "in");
    }
    return graph.edge("n7", "n9", "other");
  }

  /** F02: one of two processes is killed with runs in flight. */
  @Test
  void f02WhatAKilledProcessHeldIsFinishedByTheOther() throws Exception {
    int half = FULL ? 500 : 50;
    // no run ends before the kill
    Stage.Pinned pinned = stage.pin(tenNodes("{'do':'hold'}"));
    stage.startMany(pinned, half, "{}", "{}");
    try (EngineProcess victim = startThere()) {
      stage.await("the process has done a part of its half", () -> nodesEnded() > half);
      startHere();
      stage.startMany(pinned, half, "{}", "{}");
      victim.kill();
    }
    stage.run("create table killed as select clock_timestamp() as at");
    stage.run(
        "create table ended as select run_id, node_id, attempts from lenses.workflow_node_results where completed_at is not null");
    here.release(4 * half);
    stage.awaitAllEnded();
    assertThat(count("lenses.workflow_runs where status = 'completed'")).isEqualTo("" + 2 * half);
    assertThat(
            count(
                "ended e join lenses.workflow_node_results n using (run_id, node_id) where n.attempts <> e.attempts"))
        .as("what had ended is not done again")
        .isEqualTo("0");
    assertThat(count("lenses.workflow_run_events where type = 'run.recovered'")).isNotEqualTo("0");
    System.out.println(
        "F02: runs taken over / p99 seconds after the kill: "
            + stage.one(
                """
                select count(*) || ' / ' || round(percentile_cont(0.99) within group (
                  order by extract(epoch from e.occurred_at - k.at))::numeric, 2)
                from lenses.workflow_run_events e, killed k where e.type = 'run.recovered'
                """));
  }

  /** F03: all processes are killed at once, and one is started again. */
  @Test
  void f03WhatAllKilledProcessesHeldIsFinishedByTheNext() throws Exception {
    int half = FULL ? 500 : 25;
    stage.startMany(stage.pin(tenNodes("{'do':'hold'}")), 2 * half, "{}", "{}");
    try (EngineProcess one = startThere();
        EngineProcess other = startThere()) {
      stage.await("they have done a part", () -> nodesEnded() > 2 * half);
      one.kill();
      other.kill();
    }
    stage.run("create table killed as select clock_timestamp() as at");
    stage.run(
        "create table ended as select run_id, node_id, attempts from lenses.workflow_node_results where completed_at is not null");
    // more than runs, for attempts that a busy machine takes twice
    here.release(8 * half);
    startHere();
    stage.awaitAllEnded();
    assertThat(count("lenses.workflow_runs where status = 'completed'")).isEqualTo("" + 2 * half);
    assertThat(
            count(
                "ended e join lenses.workflow_node_results n using (run_id, node_id) where n.attempts <> e.attempts"))
        .as("what had ended is not done again")
        .isEqualTo("0");
    System.out.println(
        "F03: runs / seconds from the kill to the last end: "
            + stage.one(
                """
                select count(*) || ' / ' || round(extract(epoch from max(r.completed_at) - min(k.at))::numeric, 2)
                from lenses.workflow_runs r, killed k
                """));
  }

  /** F06: a process that was stopped until others did its work finds every late write refused. */
  @Test
  void f06AZombieWritesNothing() throws Exception {
    int runs = FULL ? 500 : 50;
    GraphJson graph = new GraphJson().node("only", "tool", "{'do':'hold'}");
    stage.startMany(stage.pin(graph), runs, "{}", "{}");
    try (EngineProcess zombie = startThere()) {
      stage.await("the process has begun all", () -> zombie.attempts() == runs);
      zombie.signal("STOP");
      here.release(runs);
      startHere();
      stage.awaitAllEnded();
      String before = rows();
      zombie.signal("CONT");
      zombie.type("release " + runs);
      zombie.type("held");
      zombie.awaitLine("holds none");
      assertThat(rows()).as("nothing is written late").isEqualTo(before);
    }
    assertThat(count("lenses.workflow_runs where status = 'completed'")).isEqualTo("" + runs);
    assertThat(here.calls().drain()).hasSize(runs);
  }

  private String rows() {
    return stage.one(
        """
        select md5(string_agg(e::text, '' order by e.run_id, e.event_id)) || (select md5(string_agg(n::text, '' order by run_id)) from lenses.workflow_node_results n)
        from lenses.workflow_run_events e
        """);
  }

  /** F07: pauses shorter than the lease cost nobody a run. */
  @Test
  void f07AShortPauseLosesNothing() throws Exception {
    int pauses = FULL ? 200 : 3;
    Duration lease = Duration.ofSeconds(6);
    GraphJson graph = new GraphJson().node("only", "tool", "{'do':'hold','timeout_ms':86400000}");
    stage.startMany(stage.pin(graph), 10, "{}", "{}");
    Signal<Failpoint> sweeps = new Signal<>("sweep of the other engine");
    try (EngineProcess paused = EngineProcess.start(stage.test().url(), lease, null);
        Troubles _ =
            Troubles.everywhere(place -> {
              if (place == Failpoint.SWEEP_COMMITTED) {
                sweeps.emit(place);
              }
            })) {
      stage.await("the process has begun all", () -> paused.attempts() == 10);
      stage.engine(Stage.QUICK.withLease(lease), ScriptedKind.kinds(here));
      for (int i = 0; i < pauses; i++) {
        paused.signal("STOP");
        sweeps.drain();
        sweeps.await(2);
        paused.signal("CONT");
        sweeps.await(2);
      }
      assertThat(stage.one("select max(epoch) || ' ' || max(attempt) from engine.run_queue"))
          .isEqualTo("1 1");
      paused.type("release 10");
      stage.awaitAllEnded();
    }
    assertThat(here.calls().drain()).isEmpty();
  }

  /**
   * F15: a run that ends every process that takes it is given up; those that were in the same
   * processes are not, although nobody knows at first whose fault it was.
   */
  @Test
  void f15APoisonedRunIsGivenUpAndThoseBesideItAreNot() throws Exception {
    UUID poison = stage.start(stage.pin(new GraphJson().node("bomb", "tool", "{'do':'halt'}")));
    GraphJson graph = new GraphJson().node("only", "tool", "{'do':'pause','ms':400}");
    stage.startMany(stage.pin(graph), 40, "{}", "{}");
    for (int kills = 0; kills < SHORT.maxClaims(); kills++) {
      try (EngineProcess victim = startThere()) {
        assertThat(victim.exit(Duration.ofMinutes(1))).isEqualTo(137);
      }
      if (kills == 0) {
        assertThat(count("engine.run_queue where attempt = 1"))
            .as("all were in it")
            .isEqualTo("41");
      }
      stage.run(
          "update engine.run_queue set owner = null, claim_id = null, lease_until = null, available_at = now() where claim_id is not null");
    }
    stage.startMany(stage.pin(GraphJson.chain(3)), 20, "{'in':'a'}", "{}");
    startHere();
    stage.awaitAllEnded();
    assertThat(stage.one("select error ->> 'cause' from lenses.workflow_runs where id = ?", poison))
        .isEqualTo("lost_worker");
    assertThat(count("lenses.workflow_run_dead_letters")).as("given up").isEqualTo("1");
    assertThat(count("lenses.workflow_runs where status = 'completed'")).isEqualTo("60");
    assertThat(here.calls().drain())
        .as("nobody here touches the poison")
        .noneMatch(call -> call.label().equals("bomb"));
  }

  /** F34: a process that is asked to end lets short work end and hands the rest back. */
  @Test
  void f34AnOrderlyEndCostsNoRunAnAttempt() throws Exception {
    stage.startMany(
        stage.pin(
            new GraphJson()
                .node("a", "tool", "{}")
                .node("b", "tool", "{'do':'hold'}")
                .edge("a", "b", "in")),
        20,
        "{}",
        "{}");
    stage.startMany(stage.pin(tenNodes()), 20, "{}", "{}");
    try (EngineProcess leaving = startThere()) {
      stage.await("the process is in the middle of it", () -> nodesEnded() > 60);
      leaving.signal("TERM");
      leaving.exit(Duration.ofSeconds(25));
    }
    assertThat(count("engine.run_queue where claim_id is not null")).isEqualTo("0");
    assertThat(stage.one("select coalesce(max(attempt), 0) from engine.run_queue")).isEqualTo("0");
    here.release(20);
    startHere();
    stage.awaitAllEnded();
    assertThat(count("lenses.workflow_runs where status = 'completed'")).isEqualTo("40");
    assertThat(count("lenses.workflow_run_events where type = 'node.failed'")).isEqualTo("0");
  }

  static Stream<Failpoint> places() {
    List<Failpoint> few =
        List.of(Failpoint.CLAIM_COMMITTED, Failpoint.ENTRY_UNCOMMITTED, Failpoint.ENTRY_COMMITTED);
    return FULL
        ? Arrays.stream(Failpoint.values())
            .filter(
                place -> !place.name().startsWith("TOOL_") && place != Failpoint.ENTRY_READ_BACK)
        : few.stream();
  }

  /** F04 with real ends of real processes. */
  @ParameterizedTest
  @MethodSource("places")
  void f04AProcessThatEndsHereLosesNothing(Failpoint place) throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      stage.start(stage.pin(new RandomShape(seed).graph()));
    }
    stage.start(stage.pin(new GraphJson().node("held", "tool", "{'do':'hold'}")));
    try (EngineProcess victim = EngineProcess.start(stage.test().url(), LEASE, place + ":1")) {
      assertThat(victim.exit(Duration.ofMinutes(1))).isEqualTo(137);
    }
    here.release(1);
    startHere();
    stage.awaitAllEnded();
  }
}
