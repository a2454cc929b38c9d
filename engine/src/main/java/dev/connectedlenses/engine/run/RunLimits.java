package dev.connectedlenses.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run may use at most.
 *
 * @param concurrency attempts of this run in flight at one time
 * @param timeout from the run's start to its forced end, null for none
 */
public record RunLimits(int concurrency, @Nullable Duration timeout) {
  public static final RunLimits DEFAULT = new RunLimits(16, null);
}
