package dev.connectedlenses.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run may use at most.
 *
 * @param concurrency attempts of this run in flight at one time
 * @param timeout from the run's start to its forced end, null for none
 * @param depth runs that led to this one, the deepest of which may start no further ones
 */
public record RunLimits(int concurrency, @Nullable Duration timeout, int depth) {
  /** A run that nothing but a person, a schedule or a call started is at depth 0. */
  static final int DEEPEST = 5;

  public static final RunLimits DEFAULT = new RunLimits(16, null);

  /** The limits of a run that no other run has started. */
  public RunLimits(int concurrency, @Nullable Duration timeout) {
    this(concurrency, timeout, 0);
  }
}
