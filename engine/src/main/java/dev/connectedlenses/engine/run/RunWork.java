package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.AttemptSink;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.engine.node.NodeKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The work of one run: its state, what runs for it at the moment, and what of it is not written
 * yet. Only the run's own thread touches it.
 */
final class RunWork {
  private static final long POSTPONE_NANOS = 200_000_000;

  private final Shell shell;
  private final Lease lease;
  private final Graph graph;
  private final Consumer<Message> mailbox;
  private final Draft draft;
  private final Alarms alarms = new Alarms();
  private final RunMeter meter;
  private final Map<Integer, Flight> flights = new HashMap<>();
  private final Deque<Signal> ready = new ArrayDeque<>();
  private final Deque<Command.StartAttempt> postponed = new ArrayDeque<>();
  private long postponedUntil;
  private RunState state;

  RunWork(
      Shell shell, Lease lease, Graph graph, RunStore.Stored stored, Consumer<Message> mailbox) {
    this.shell = shell;
    this.lease = lease;
    this.graph = graph;
    this.state = stored.state();
    this.mailbox = mailbox;
    this.draft = new Draft(graph, stored.nodes());
    this.meter = new RunMeter(shell.spending(), lease.claim());
  }

  RunState state() {
    return state;
  }

  Draft draft() {
    return draft;
  }

  /** Whether anything has changed since the last entry. */
  boolean hasChanges() {
    return !draft.isEmpty() || alarms.hasChanges();
  }

  /** Takes everything that is not written yet. */
  Entry take(long number, Entry.Ending ending, Consumer<Entry.Outcome> done) {
    return draft.take(lease.claim(), number, ending, alarms.takeChanges(now()), done);
  }

  /**
   * What the next entry does to the claim.
   *
   * @param leaving whether the run goes back to the queue in any case
   */
  Entry.Ending ending(boolean leaving) {
    if (draft.isTerminal()) {
      return new Entry.Ending.Finish();
    }
    if (leaving) {
      return new Entry.Ending.Park(0L);
    }
    if (onlyWaits()) {
      Long next = alarms.next(now());
      if (next == null || next > shell.config().parkAfter().toNanos()) {
        return new Entry.Ending.Park(next == null ? null : next / 1_000_000);
      }
    }
    return new Entry.Ending.Keep();
  }

  Alarms alarms() {
    return alarms;
  }

  /** Takes a signal to its decision and does what that commands. */
  void apply(Signal signal) {
    Decision decision = Decide.decide(graph, state, signal);
    state = decision.state();
    long now = now();
    for (Command command : decision.commands()) {
      switch (command) {
        case Command.Persist(Change change) -> persist(change, now);
        case Command.StartAttempt start -> start(start);
        case Command.AbortAttempt(int node, int attempt, Cause _) -> abort(node, attempt);
        case Command.ArmTimer(Timer timer, Duration delay) -> alarms.arm(timer, delay, now);
        case Command.DisarmTimer(Timer timer) -> alarms.disarm(timer);
      }
    }
    if (signal instanceof Signal.GivenUp && !state.status().isTerminal()) {
      throw new IllegalStateException("a run that is given up must end, not be " + state.status());
    }
    if (state.status().isTerminal()) {
      alarms.disarmAll();
      abortAll();
    }
  }

  /** Keeps a change; what came from the run's inputs came, in a child, from its parent's node. */
  private void persist(Change change, long now) {
    draft.add(change, now);
    Claim.Parent parent = lease.claim().run().parent();
    if (parent != null
        && change instanceof Change.Provenance(var source, var from, var target, var to, var _)
        && source == null) {
      draft.add(new Change.Inherited(parent.runId(), parent.nodeId(), from, target, to), now);
    }
  }

  /** Applies one thing that is due by itself; false when there is none at the moment. */
  boolean step() {
    Signal signal = ready.poll();
    if (signal == null) {
      signal = due(now());
    }
    if (signal == null) {
      return false;
    }
    apply(signal);
    return true;
  }

  private @Nullable Flight overdue(long now) {
    for (Flight flight : flights.values()) {
      if (flight.deadline() - now <= 0) {
        return flight;
      }
    }
    return null;
  }

  private @Nullable Signal due(long now) {
    Timer timer = alarms.ring(now);
    if (timer != null) {
      return new Signal.TimerFired(timer);
    }
    Flight overdue = overdue(now);
    if (overdue != null) {
      return timedOut(overdue);
    }
    if (!postponed.isEmpty() && postponedUntil - now <= 0) {
      start(postponed.remove());
      return ready.poll();
    }
    return isStuck() ? new Signal.GivenUp(Endings.STUCK) : null;
  }

  /** Whether nobody and nothing would ever move this run again: a mistake of ours. */
  private boolean isStuck() {
    return onlyWaits()
        && alarms.armed().isEmpty()
        && !state.status().isTerminal()
        && state.nodes().stream().noneMatch(node -> node.status() == NodeStatus.BLOCKED);
  }

  private Signal timedOut(Flight flight) {
    flights.remove(flight.node());
    flight.abort();
    Failure failure = Failures.timeout(graph.node(flight.node()));
    return new Signal.AttemptFailed(
        flight.node(), flight.attempt(), failure, List.of(), flight.timing(), jitter());
  }

  private void start(Command.StartAttempt start) {
    Node node = graph.node(start.node());
    NodeKind kind = shell.kinds().find(node.kind());
    if (kind == null) {
      ready.add(failed(start, Failures.unknownKind(node)));
    } else if (kind.isPure()) {
      computeNow(start, node, kind);
    } else if (shell.draining().getAsBoolean()) {
      mailbox.accept(new Message.HandBack());
    } else {
      admit(start, node, kind);
    }
  }

  /** Begins an outside attempt, if the run may have one now. */
  private void admit(Command.StartAttempt start, Node node, NodeKind kind) {
    if (!mayCallOut()) {
      postpone(start, POSTPONE_NANOS);
      return;
    }
    switch (kind.callsOut() ? meter.askOrHold() : null) {
      case RunMeter.Refusal.Held() -> postpone(start, RunMeter.LOOK.toNanos());
      case RunMeter.Refusal.Spent(Failure failure) -> ready.add(failed(start, failure));
      case null -> {
        Flight flight = new Flight(start, shell.nanoTime(), mailbox);
        flights.put(start.node(), flight);
        flight.take(kind, attempt(start, node, flight));
      }
    }
  }

  private void postpone(Command.StartAttempt start, long nanos) {
    postponed.add(start);
    postponedUntil = now() + nanos;
  }

  /** An outside call begins only under a lease that has surely some time left. */
  private boolean mayCallOut() {
    EngineConfig config = shell.config();
    if (lease.holds(now(), config.lease(), config.margin())) {
      return true;
    }
    return switch (shell.confirm().ask(lease)) {
      case OURS -> true;
      case UNKNOWN -> false;
      case LOST -> {
        mailbox.accept(new Message.Lost());
        yield false;
      }
    };
  }

  private void computeNow(Command.StartAttempt start, Node node, NodeKind kind) {
    long before = now();
    AttemptResult result =
        Flight.run(kind, attempt(start, node, new Notes(draft, node.id(), start, ready::add)));
    long millis = (now() - before) / 1_000_000;
    ready.add(ended(start.node(), start.attempt(), result, new Signal.Timing(millis, null)));
  }

  private Attempt attempt(Command.StartAttempt start, Node node, AttemptSink sink) {
    return launch().attempt(start, node, sink);
  }

  private Launch launch() {
    return new Launch(lease.claim(), graph, state, meter);
  }

  private Signal ended(int node, int attempt, AttemptResult result, Signal.Timing timing) {
    return switch (result) {
      case AttemptResult.Completed(var output, var usage) ->
          new Signal.AttemptCompleted(
              node, attempt, launch().marked(node, output), usage, timing, jitter());
      case AttemptResult.Failed(var failure, var usage) ->
          new Signal.AttemptFailed(node, attempt, failure, usage, timing, jitter());
      case AttemptResult.Waits(var until, var usage) ->
          new Signal.AttemptWaits(node, attempt, until, usage, timing);
    };
  }

  private Signal failed(Command.StartAttempt start, Failure failure) {
    return new Signal.AttemptFailed(
        start.node(), start.attempt(), failure, List.of(), Signal.Timing.NONE, jitter());
  }

  /** Takes what an attempt reports; reports of attempts that were given up change nothing. */
  void report(Message message) {
    switch (message) {
      case Message.Ended(Flight flight, AttemptResult result) -> {
        if (flights.remove(flight.node(), flight)) {
          fetch(flight);
          apply(ended(flight.node(), flight.attempt(), result, flight.timing()));
        }
      }
      case Message.Prompted(Flight flight, JsonNode layers) -> {
        if (isCurrent(flight)) {
          draft.prompt(graph.node(flight.node()).id(), layers);
        }
      }
      case Message.Happened(Flight flight, EventType type, ObjectNode payload) -> {
        if (isCurrent(flight)) {
          draft.add(new Change.Event(type, graph.node(flight.node()).id(), payload), now());
        }
      }
      case Message.Logged(Flight flight, String level, String text) -> {
        if (isCurrent(flight)) {
          apply(new Signal.AttemptLogged(flight.node(), flight.attempt(), level, text));
        }
      }
      default -> throw new IllegalArgumentException("no report of an attempt: " + message);
    }
  }

  /** Whether a node waits for an answer. */
  boolean asks() {
    return state.nodes().stream().anyMatch(RunStore::asks);
  }

  /** Takes an answer once; its row goes with the entry that records what came of it. */
  void answer(Answer answer) {
    int node = graph.indexOf(answer.nodeId());
    if (node < 0 || !draft.takeAnswer(answer.id())) {
      return;
    }
    NodeKind kind = shell.kinds().find(graph.node(node).kind());
    if (kind == null || state.nodes().get(node).status() != NodeStatus.BLOCKED) {
      return;
    }
    if (kind.resumes()) {
      apply(new Signal.Resumed(node));
      return;
    }
    try {
      apply(answer.signal(node, kind.answered(graph.node(node), answer.payload())));
      answer.inherited().forEach(change -> draft.add(change, now()));
    } catch (NodeException e) {
      draft.add(answer.misfit(state.nodes().get(node), e.failure()), now());
    }
  }

  private boolean isCurrent(Flight flight) {
    return flights.get(flight.node()) == flight;
  }

  /** Fetches streamed text that has waited long enough; false when there was none. */
  boolean fetchStreams() {
    long now = now();
    boolean fetched = false;
    for (Flight flight : List.copyOf(flights.values())) {
      if (flight.nextFetchAt() - now <= 0) {
        fetched |= fetch(flight);
      }
    }
    return fetched;
  }

  private boolean fetch(Flight flight) {
    Signal.AttemptStreamed piece = flight.fetch();
    if (piece != null) {
      apply(piece);
    }
    return piece != null;
  }

  private void abort(int node, int attempt) {
    postponed.removeIf(start -> start.node() == node && start.attempt() == attempt);
    Flight flight = flights.get(node);
    if (flight != null && flight.attempt() == attempt) {
      flights.remove(node);
      flight.abort();
    }
  }

  /** Stops everything that runs for this run. */
  void abortAll() {
    new ArrayList<>(flights.values()).forEach(Flight::abort);
    flights.clear();
    postponed.clear();
    ready.clear();
  }

  /** Whether nothing runs and nothing is left to do but to wait for time or people. */
  private boolean onlyWaits() {
    return flights.isEmpty() && postponed.isEmpty() && ready.isEmpty();
  }

  /** Nanoseconds until something is due; text that cannot be fetched yet is not, or we spin. */
  @Nullable Long nextDue(boolean fetches) {
    long now = now();
    Long next = alarms.next(now);
    for (Flight flight : flights.values()) {
      next = min(next, flight.deadline() - now);
      if (fetches && flight.hasText()) {
        next = min(next, flight.nextFetchAt() - now);
      }
    }
    return postponed.isEmpty() ? next : min(next, postponedUntil - now);
  }

  private static Long min(@Nullable Long a, long b) {
    return a == null ? Math.max(0, b) : Math.max(0, Math.min(a, b));
  }

  private long now() {
    return shell.nanoTime().getAsLong();
  }

  private double jitter() {
    return shell.random().nextDouble();
  }
}
