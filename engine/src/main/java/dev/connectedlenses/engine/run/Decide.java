package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.node.Failure;

/**
 * The heart: what a run does next, without clock, threads, database or randomness.
 *
 * <p>A run is a graph of nodes and the state of each. Every signal is answered in three movements.
 * First the signal itself is taken in: a claim begins or resumes the run ({@link Claims}), an
 * attempt streams, completes ({@link Outcomes}), fails ({@link Failures}) or waits for time or an
 * answer ({@link Waits}), a retry falls due, somebody stops the run ({@link Endings}). Then the run
 * flows on until it can flow no further: a node that ended settles its outgoing edges, and a node
 * all of whose incoming edges are settled becomes ready or is skipped, which settles further edges
 * ({@link Readiness}); ready nodes start in graph order while the run has a free slot ({@link
 * Slots}), on inputs that are merged from edges, run inputs and defaults ({@link Inputs}). There
 * are no waves: unrelated branches never wait for each other. Last, the run's own status is derived
 * from its nodes; when no node is open the run ends, with exactly one terminal event that is the
 * last ({@link Endings}).
 *
 * <p>What makes this safe to crash: a decision's changes are one transaction, the state is nothing
 * but what those rows hold, and an attempt is named by a number that is never used twice. A signal
 * of an older attempt, or of a node that has ended, changes nothing. After a loss the same rows
 * give the same state, finished nodes stay as they are, and attempts that were in flight are
 * started again under a new number.
 *
 * <p>What makes it repeatable: order comes from the graph, never from who finished first; jitter is
 * drawn by the shell and arrives with the signal; time is a delay in a command or an age in a
 * signal. The same signals give the same commands, in production, in replay and in the simulator.
 */
public final class Decide {
  private Decide() {}

  public static Decision decide(Graph graph, RunState state, Signal signal) {
    Turn turn = new Turn(graph, state);
    if (state.status().isTerminal()) {
      return turn.decision();
    }
    take(turn, signal);
    if (!turn.status().isTerminal()) {
      flow(turn);
      Endings.conclude(turn);
    }
    return turn.decision();
  }

  private static void take(Turn turn, Signal signal) {
    switch (signal) {
      case Signal.Claimed claimed -> Claims.take(turn, claimed);
      case Signal.AttemptStreamed streamed -> Streams.take(turn, streamed);
      case Signal.AttemptLogged logged -> Streams.take(turn, logged);
      case Signal.AttemptCompleted completed -> Outcomes.take(turn, completed);
      case Signal.AttemptFailed failed -> Failures.take(turn, failed);
      case Signal.AttemptWaits waits -> Waits.take(turn, waits);
      case Signal.Answered answered -> Waits.take(turn, answered);
      case Signal.Resumed(int node) -> Waits.resume(turn, node);
      case Signal.TimerFired(Timer.Wake(int node)) -> Waits.due(turn, node);
      case Signal.TimerFired(Timer.Retry(int node)) -> Failures.retryIsDue(turn, node);
      case Signal.TimerFired(Timer.RunTimeout _) -> Endings.timeOut(turn);
      case Signal.CancelAsked asked -> Endings.cancel(turn, asked);
      case Signal.GivenUp(Failure failure) -> Endings.giveUp(turn, failure);
    }
  }

  /** Settles and starts until nothing more follows from what has happened. */
  private static void flow(Turn turn) {
    do {
      for (Integer node = turn.nextSettled(); node != null; node = turn.nextSettled()) {
        Readiness.settled(turn, node);
      }
    } while (Slots.startNext(turn));
  }
}
