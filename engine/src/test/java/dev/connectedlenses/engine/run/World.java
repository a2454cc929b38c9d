package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Database and worker of one simulated run. Decisions are gathered and committed in groups, as the
 * journal does; a crash loses the groups that were not committed, all memory and all attempts.
 */
final class World {
  final Graph graph;
  final ObjectNode inputs;
  final RunLimits limits;

  /** The rows: what a crash does not take away. */
  final Map<UUID, NodeState> rows = new LinkedHashMap<>();

  final List<Change.Event> events = new ArrayList<>();
  final List<Change.Provenance> provenance = new ArrayList<>();
  final Set<Timer> timers = new HashSet<>();
  int letters;

  /** Nodes that have a child run, and whether it is still wanted. */
  final Map<UUID, Boolean> children = new LinkedHashMap<>();

  RunStatus status = RunStatus.QUEUED;
  @Nullable UUID active;

  /**
   * What has gone wrong so far: lost workers, lost decisions, late, failed and stopped attempts.
   */
  int faults;

  @Nullable ObjectNode error;
  Spend spend = Spend.NONE;
  private final EventReducer reader = new EventReducer();

  /** Another store that is given the same commands and the same crashes. */
  interface Twin {
    void commit(World world, List<Command> commands);

    void crash();
  }

  @Nullable Twin twin;

  /** Memory of the worker that holds the run. */
  RunState state;

  final List<Command> pending = new ArrayList<>();
  final List<Command.StartAttempt> inFlight = new ArrayList<>();
  final List<Command.StartAttempt> over = new ArrayList<>();

  World(Graph graph, ObjectNode inputs, RunLimits limits) {
    this.graph = graph;
    this.inputs = inputs;
    this.limits = limits;
    this.state = RunState.queued(graph, inputs, limits);
  }

  /** Decides, keeps the decision's changes for the next commit and carries out its effects. */
  void signal(Signal signal) {
    Decision decision = Decide.decide(graph, state, signal);
    assertThat(Decide.decide(graph, state, signal)).as("same again").isEqualTo(decision);
    boolean wasOver = state.status().isTerminal();
    state = decision.state();
    for (Command command : decision.commands()) {
      assertThat(wasOver).as("a finished run says nothing").isFalse();
      if (command instanceof Command.StartAttempt start) {
        inFlight.add(start);
      } else if (command instanceof Command.AbortAttempt abort) {
        assertThat(end(abort.node(), abort.attempt())).as("aborts what runs").isTrue();
      } else {
        pending.add(command);
      }
    }
    assertThat(inFlight.size()).isLessThanOrEqualTo(limits.concurrency());
    checkNextMove();
  }

  /** Forgets an attempt; false where it was not in flight. */
  boolean end(int node, int attempt) {
    for (Command.StartAttempt start : inFlight) {
      if (start.node() == node && start.attempt() == attempt) {
        over.add(start);
        return inFlight.remove(start);
      }
    }
    return false;
  }

  /** Every open run has an attempt in flight or a timer; no ended run has either. */
  private void checkNextMove() {
    Set<Timer> armed = armed();
    boolean over = state.status().isTerminal();
    if (over) {
      assertThat(inFlight).as("attempts of a run that is over").isEmpty();
      assertThat(armed).as("timers of a run that is over").isEmpty();
    } else if (state.status() != RunStatus.QUEUED) {
      boolean moves =
          !inFlight.isEmpty() || armed.stream().anyMatch(t -> !(t instanceof Timer.RunTimeout));
      assertThat(moves).as("next move").isTrue();
    }
    for (NodeState node : state.nodes()) {
      boolean waits =
          node.waiting() == WaitingReason.RATE_LIMIT
              || node.waiting() == WaitingReason.RETRY_BACKOFF;
      if (waits) {
        assertThat(armed).contains(new Timer.Retry(state.nodes().indexOf(node)));
      }
    }
    for (int node = 0; node < state.nodes().size(); node++) {
      boolean blocked = state.nodes().get(node).status() == NodeStatus.BLOCKED;
      assertThat(armed.contains(new Timer.Wake(node)))
          .as("a timer for who waits")
          .isEqualTo(blocked);
    }
  }

  /** The timers that are armed once everything pending is committed. */
  Set<Timer> armed() {
    Set<Timer> armed = new HashSet<>(timers);
    pending.forEach(command -> apply(command, armed));
    return armed;
  }

  private static void apply(Command command, Set<Timer> armed) {
    if (command instanceof Command.ArmTimer(Timer timer, Duration _)) {
      armed.add(timer);
    } else if (command instanceof Command.DisarmTimer(Timer timer)) {
      armed.remove(timer);
    }
  }

  void commit() {
    for (Command command : pending) {
      apply(command, timers);
      if (command instanceof Command.Persist(Change change)) {
        write(change);
      }
    }
    List<Command> committed = List.copyOf(pending);
    pending.clear();
    if (twin != null) {
      twin.commit(this, committed);
    }
    checkParity(reader.rows());
  }

  private void write(Change change) {
    switch (change) {
      case Change.Event event -> {
        assertThat(status.isTerminal()).as("an event after the terminal one").isFalse();
        events.add(event);
        reader.take(event);
      }
      case Change.NodeResult(UUID id, NodeState node) -> {
        NodeState before = rows.get(id);
        assertThat(before == null || !before.status().isTerminal())
            .as("terminal rows stay")
            .isTrue();
        rows.put(id, node);
      }
      case Change.Run(RunStatus next, UUID activeId, ObjectNode why) -> {
        status = next;
        active = activeId;
        error = why;
      }
      case Change.Provenance link -> {
        assertThat(provenance).doesNotContain(link);
        provenance.add(link);
      }
      case Change.Spent(Spend more) -> spend = spend.plus(more);
      case Change.Child child ->
          assertThat(children.put(child.nodeId(), true)).as("one child a node").isNull();
      case Change.Orphan(UUID node) ->
          assertThat(children.replace(node, false)).as("a child to give up").isEqualTo(true);
      case Change.DeadLetter _ -> assertThat(letters++).as("one letter a run").isZero();
      case Change.Inherited _ -> throw new AssertionError("Decide knows no other run's nodes");
    }
  }

  /** What the events tell is what the rows hold. */
  void checkParity(EventReducer.Rows told) {
    assertThat(told.status()).isEqualTo(status);
    assertThat(told.activeNodeId()).isEqualTo(active);
    assertThat(told.error()).isEqualTo(error);
    assertThat(told.spend()).isEqualTo(spend);
    Map<UUID, NodeState> held = new LinkedHashMap<>();
    rows.forEach((id, node) -> held.put(id, node.told()));
    assertThat(told.nodes()).isEqualTo(held);
  }

  /** Loses the worker; another one finds what was committed. */
  void crash() {
    faults += 1 + pending.size() + inFlight.size();
    pending.clear();
    inFlight.clear();
    over.clear();
    if (twin != null) {
      twin.crash();
    }
    List<NodeState> nodes =
        graph.nodes().stream()
            .map(n -> reload(rows.getOrDefault(n.id(), NodeState.PENDING)))
            .toList();
    state = new RunState(status, inputs, limits, nodes);
  }

  /** A node as its row gives it back: through JSON. */
  private static NodeState reload(NodeState node) {
    Failure failure = node.failure();
    Envelope output = node.output();
    return new NodeState(
        node.status(),
        node.waiting(),
        node.attempts(),
        node.retries(),
        node.input() == null ? null : json(node.input()).asObject(),
        output == null ? null : Envelope.fromJson(json(output.toJson())),
        failure == null ? null : Failure.fromJson(json(failure.toJson())),
        node.spend(),
        node.route(),
        node.timing());
  }

  private static JsonNode json(JsonNode value) {
    return Json.MAPPER.readTree(value.toString());
  }
}
