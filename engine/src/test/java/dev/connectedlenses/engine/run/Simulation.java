package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import dev.connectedlenses.engine.node.Wait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of a random graph under random luck: attempts end in any order and any way, workers are
 * lost at any moment, signals come late or twice. First everything may happen; then the faults stop
 * and the run has to end.
 */
final class Simulation {
  private static final int WILD_STEPS = 60;
  private static final int CALM_STEPS = 400;
  private static final List<Cause> CAUSES = List.of(Cause.values());
  private final Random random;
  private final World world;
  private final boolean stops;
  private final Map<Integer, Integer> deltas = new HashMap<>();

  private final Plan plan;

  Simulation(long seed) {
    random = new Random(seed);
    plan = new RandomPlan(random).plan();
    ObjectNode inputs = Json.object();
    if (random.nextBoolean()) {
      inputs.put("TEXT", "the run's own words");
    }
    Duration timeout = random.nextInt(3) == 0 ? Duration.ofMinutes(1) : null;
    world = new World(plan.build(), inputs, new RunLimits(random.nextInt(1, 5), timeout));
    stops = random.nextInt(4) == 0;
  }

  /** The workflow in the snapshot format. */
  ObjectNode snapshot() {
    return plan.snapshot();
  }

  /** The simulated run. */
  World world() {
    return world;
  }

  /** Plays the run to its end and checks it. */
  World play() {
    claim(false);
    for (int i = 0; i < WILD_STEPS && !isOver(); i++) {
      wild();
      if (random.nextInt(3) > 0) {
        world.commit();
      }
    }
    for (int i = 0; i < CALM_STEPS && !isOver(); i++) {
      calm();
    }
    assertThat(world.state.status().isTerminal()).as("the run ends").isTrue();
    world.commit();
    world.checkParity(EventReducer.reduce(world.events));
    checkHistory();
    checkEnd();
    return world;
  }

  private boolean isOver() {
    return world.state.status().isTerminal();
  }

  private void wild() {
    int dice = random.nextInt(100);
    if (dice < 8) {
      world.crash();
      claim(true);
    } else if (dice < 10 && world.inFlight.isEmpty()) {
      world.commit();
      world.signal(new Signal.Claimed(false, Duration.ofSeconds(9), world.timers));
    } else if (dice < 14) {
      late();
    } else if (dice < 30) {
      stream();
    } else if (dice < 45) {
      fireTimer();
    } else if (dice < 47 && stops) {
      stop();
    } else if (dice < 54) {
      answer();
    } else {
      endAttempt(true);
    }
  }

  /** Without faults: attempts succeed and timers fire. */
  private void calm() {
    if (world.inFlight.isEmpty()) {
      fireTimer();
    } else {
      endAttempt(false);
    }
  }

  private void claim(boolean recovered) {
    deltas.clear();
    world.signal(new Signal.Claimed(recovered, Duration.ofSeconds(9), world.timers));
  }

  private void stop() {
    world.faults++;
    world.signal(
        switch (random.nextInt(3)) {
          case 0 -> new Signal.CancelAsked("enough");
          case 1 -> new Signal.GivenUp(Failure.of(Cause.LOST_WORKER, "lost too often"));
          default ->
              world.limits.timeout() == null
                  ? new Signal.CancelAsked(null)
                  : new Signal.TimerFired(new Timer.RunTimeout());
        });
  }

  private void fireTimer() {
    List<Timer> armed =
        world.armed().stream()
            .filter(t -> !(t instanceof Timer.RunTimeout))
            .sorted(BY_NODE)
            .toList();
    if (!armed.isEmpty()) {
      Timer timer = armed.get(random.nextInt(armed.size()));
      world.pending.add(new Command.DisarmTimer(timer));
      world.signal(new Signal.TimerFired(timer));
    }
  }

  private static final java.util.Comparator<Timer> BY_NODE =
      java.util.Comparator.comparing(Timer::toString);

  private void stream() {
    if (!world.inFlight.isEmpty()) {
      Command.StartAttempt attempt = anyInFlight();
      int delta = deltas.merge(attempt.node(), 1, Integer::sum);
      world.signal(new Signal.AttemptStreamed(attempt.node(), attempt.attempt(), delta, "bit"));
    }
  }

  /** Repeats the end of an attempt that has ended already; nothing may come of it. */
  private void late() {
    if (!world.over.isEmpty()) {
      world.faults++;
      RunState before = world.state;
      Command.StartAttempt attempt = world.over.get(random.nextInt(world.over.size()));
      world.signal(outcome(attempt, true));
      assertThat(world.state).isSameAs(before);
    }
  }

  private void endAttempt(boolean faults) {
    if (!world.inFlight.isEmpty()) {
      Command.StartAttempt attempt = anyInFlight();
      deltas.remove(attempt.node());
      world.end(attempt.node(), attempt.attempt());
      world.signal(outcome(attempt, faults));
    }
  }

  private Command.StartAttempt anyInFlight() {
    return world.inFlight.get(random.nextInt(world.inFlight.size()));
  }

  private Signal outcome(Command.StartAttempt attempt, boolean faults) {
    List<Usage> usage =
        random.nextBoolean()
            ? List.of()
            : List.of(new Usage("demo", "m", 7, 3, new BigDecimal("0.10")));
    Signal.Timing timing = new Signal.Timing(random.nextInt(100), random.nextBoolean() ? 5L : null);
    double jitter = random.nextDouble();
    if (faults && random.nextInt(5) < 2) {
      Cause cause = CAUSES.get(random.nextInt(CAUSES.size()));
      Duration wait = cause == Cause.RATE_LIMIT ? Duration.ofSeconds(random.nextInt(3)) : null;
      Failure failure = new Failure(cause, "bad luck", wait, null);
      world.faults++;
      return new Signal.AttemptFailed(
          attempt.node(), attempt.attempt(), failure, usage, timing, jitter);
    }
    if (faults && random.nextInt(6) == 0) {
      return new Signal.AttemptWaits(attempt.node(), attempt.attempt(), wish(), usage, timing);
    }
    int n = faults ? random.nextInt(10) : 1;
    Envelope output =
        new Envelope("json", "number", "number " + n, Json.object().put("n", n), null, null);
    return new Signal.AttemptCompleted(
        attempt.node(), attempt.attempt(), output, usage, timing, jitter);
  }

  private Wait wish() {
    Duration limit = Duration.ofSeconds(random.nextInt(1, 90));
    return switch (random.nextInt(4)) {
      case 0 -> new Wait.Time(limit, Envelope.text("time passed"));
      case 1 -> new Wait.Answer(Wait.By.PERSON, limit, Json.object().put("title", "may I?"));
      case 2 -> new Wait.Child(limit, new UUID(4, random.nextInt()), Json.object());
      default -> new Wait.Answer(Wait.By.OUTSIDE, limit, Json.object().put("token", "t"));
    };
  }

  /** Answers some node, waiting or not; an answer to one that does not wait changes nothing. */
  private void answer() {
    int node = random.nextInt(world.graph.nodes().size());
    NodeState before = world.state.nodes().get(node);
    Failure refusal =
        random.nextInt(3) == 0 ? Failure.of(Cause.PERMISSION_ERROR, "not approved") : null;
    RunState whole = world.state;
    world.signal(new Signal.Answered(node, Envelope.text("an answer"), refusal));
    if (before.status() != NodeStatus.BLOCKED || before.output() != null) {
      assertThat(world.state).isSameAs(whole);
    }
  }

  /** I1 to I3 and I7 on the events as they were committed. */
  private void checkHistory() {
    Set<UUID> ended = new HashSet<>();
    Map<UUID, Integer> starts = new HashMap<>();
    for (Change.Event event : world.events) {
      UUID node = event.nodeId();
      if (node == null) {
        continue;
      }
      if (event.type() == EventType.NODE_STARTED) {
        assertThat(ended).as("started after its end").doesNotContain(node);
        assertThat(starts.merge(node, 1, Integer::sum))
            .isEqualTo(event.payload().path("attempt").asInt());
        for (Edge edge : world.graph.incoming(world.graph.indexOf(node))) {
          assertThat(ended).as("source has ended").contains(world.graph.node(edge.source()).id());
        }
      }
      if (isEnd(event.type())) {
        assertThat(ended.add(node)).as("ends once").isTrue();
      }
    }
    assertThat(ended).hasSize(world.graph.nodes().size());
    for (int node = 0; node < world.graph.nodes().size(); node++) {
      NodeState state = world.state.nodes().get(node);
      assertThat(starts.getOrDefault(world.graph.node(node).id(), 0)).isEqualTo(state.attempts());
      NodePolicy policy = world.graph.node(node).policy();
      int rounds = policy.onFailure() == NodePolicy.FailureMode.FALLBACK ? 2 : 1;
      assertThat(state.retries()).isLessThan(rounds * (policy.retry().maxRetries() + 1));
    }
  }

  private static boolean isEnd(EventType type) {
    return switch (type) {
      case NODE_COMPLETED,
          NODE_FAILED,
          NODE_CANCELLED,
          NODE_SKIPPED,
          NODE_TIMED_OUT,
          NODE_INVALIDATED ->
          true;
      default -> false;
    };
  }

  /** I3, I5, I11 and the rule for the run's result. */
  private void checkEnd() {
    assertThat(world.status).isEqualTo(world.state.status());
    assertThat(world.events.getLast().type()).isEqualTo(EventType.ending(world.status));
    boolean allWell = true;
    Spend sum = Spend.NONE;
    for (NodeState node : world.state.nodes()) {
      assertThat(node.status().isTerminal()).isTrue();
      allWell &= node.status() == NodeStatus.COMPLETED || node.status() == NodeStatus.SKIPPED;
      sum = sum.plus(node.spend());
    }
    assertThat(world.status == RunStatus.COMPLETED).isEqualTo(allWell);
    assertThat(sum.inputTokens()).isEqualTo(world.spend.inputTokens());
    assertThat(sum.credits()).isEqualByComparingTo(world.spend.credits());
  }
}
