package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Wait;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Nodes that wait for a run of their own. */
final class DecideChildTest {
  private static final UUID VERSION = new UUID(1, 1);
  private static final ObjectNode INPUTS = Json.object().put("topic", "tea");
  private static final Wait CHILD = new Wait.Child(Duration.ofHours(1), VERSION, INPUTS);

  private static Scenario waiting(RunLimits limits) {
    Plan plan = new Plan().nodes("sub", "after").chain("sub", "after");
    return blocks(Scenario.of(plan, "{}", limits).claim());
  }

  private static Scenario waiting() {
    return waiting(RunLimits.DEFAULT);
  }

  private static Scenario blocks(Scenario run) {
    return run.signal(new Signal.AttemptWaits(0, 1, CHILD, List.of(), Signal.Timing.NONE));
  }

  private static List<Change.Orphan> orphans(Scenario run) {
    return run.changes.stream()
        .filter(Change.Orphan.class::isInstance)
        .map(Change.Orphan.class::cast)
        .toList();
  }

  private static UUID id(Scenario run) {
    return run.graph.node(0).id();
  }

  @Test
  void childBeginsWithTheRowsThatSayThatItsParentWaits() {
    Scenario run = waiting();
    assertThat(run.changes).contains(new Change.Child(id(run), VERSION, INPUTS));
    assertThat(run.node("sub").status()).isEqualTo(NodeStatus.BLOCKED);
    assertThat(run.node("sub").waiting()).isEqualTo(WaitingReason.DEPENDENCY);
    assertThat(run.commands(Command.ArmTimer.class))
        .containsExactly(new Command.ArmTimer(new Timer.Wake(0), Duration.ofHours(1)));
  }

  @Test
  void itsEndIsTheNodesEnd() {
    Scenario run = waiting().quiet().signal(new Signal.Answered(0, Envelope.text("done"), null));
    run.says(
        "node.completed sub", "node.queued after", "node.started after", "node.provenance after");
    assertThat(orphans(run)).isEmpty();
  }

  @Test
  void lostWorkerStartsNoSecondChild() {
    Scenario run = waiting();
    run.changes.clear();
    run.recover(new Timer.Wake(0));
    assertThat(run.changes).noneMatch(Change.Child.class::isInstance);
    assertThat(run.starts()).isEmpty();
  }

  @Test
  void whoeverStopsTheParentGivesUpTheChild() {
    List<Signal> stops =
        List.of(
            new Signal.CancelAsked(null),
            new Signal.TimerFired(new Timer.RunTimeout()),
            new Signal.TimerFired(new Timer.Wake(0)),
            new Signal.GivenUp(Failure.of(Cause.LOST_WORKER, "too often")));
    for (Signal stop : stops) {
      Scenario run = waiting(new RunLimits(16, Duration.ofDays(1))).signal(stop);
      assertThat(orphans(run)).as("%s", stop).containsExactly(new Change.Orphan(id(run)));
    }
  }

  @Test
  void failureElsewhereThatHaltsTheRunGivesUpTheChild() {
    Plan plan = new Plan().nodes("sub").node("bad", "{'failure_policy':{'mode':'halt'}}");
    Scenario run = blocks(Scenario.of(plan).claim());
    run.fails("bad", Failure.of(Cause.VALIDATION_ERROR, "no"), 0.5);
    assertThat(orphans(run)).containsExactly(new Change.Orphan(id(run)));
    assertThat(run.state.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void fiveRunsDeepIsDeepEnough() {
    assertThat(waiting(new RunLimits(16, null, 4)).node("sub").status())
        .isEqualTo(NodeStatus.BLOCKED);
    Scenario run = waiting(new RunLimits(16, null, 5));
    assertThat(run.node("sub").status()).isEqualTo(NodeStatus.FAILED);
    run.payload(EventType.NODE_FAILED, "sub", "{'details': {'code': 'recursion_limit'}}");
    assertThat(run.changes).noneMatch(Change.Child.class::isInstance);
  }
}
