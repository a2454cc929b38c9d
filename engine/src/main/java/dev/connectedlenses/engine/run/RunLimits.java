package dev.connectedlenses.engine.run;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run may use at most.
 *
 * @param concurrency attempts of this run in flight at one time
 * @param timeout from the run's start to its forced end, null for none
 * @param depth runs that led to this one, the deepest of which may start no further ones
 * @param seats who works on each node, by number; none where nobody in particular does. Two nodes
 *     of one seat do not run at the same time.
 */
public record RunLimits(
    int concurrency, @Nullable Duration timeout, int depth, List<Integer> seats) {
  public RunLimits {
    seats = List.copyOf(seats);
  }

  /** Limits of a run on which nobody in particular works. */
  public RunLimits(int concurrency, @Nullable Duration timeout, int depth) {
    this(concurrency, timeout, depth, List.of());
  }

  /** The same with seats. */
  RunLimits seated(List<Integer> taken) {
    return new RunLimits(concurrency, timeout, depth, taken);
  }

  /** Who works on a node; -1 where nobody in particular does. */
  int seat(int node) {
    return node < seats.size() ? seats.get(node) : -1;
  }

  /** A run that nothing but a person, a schedule or a call started is at depth 0. */
  static final int DEEPEST = 5;

  public static final RunLimits DEFAULT = new RunLimits(16, null);

  /** The limits of a run that no other run has started. */
  public RunLimits(int concurrency, @Nullable Duration timeout) {
    this(concurrency, timeout, 0);
  }
}
