package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.NodeKinds;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What every run of an engine shares.
 *
 * @param confirm renews one lease now; false where it is lost or nobody answers
 * @param draining whether the engine stops and no outside call should begin
 * @param nanoTime the monotonic clock
 */
record Shell(
    EngineConfig config,
    NodeKinds kinds,
    RunStore runs,
    RunJournal journal,
    SpendingStore spending,
    Confirm confirm,
    BooleanSupplier draining,
    LongSupplier nanoTime,
    RandomGenerator random) {

  /** Asks the database whether a lease is still ours. */
  @FunctionalInterface
  interface Confirm {
    Answer ask(Lease lease);

    /** What the database says of a lease. */
    enum Answer {
      OURS,
      LOST,
      UNKNOWN
    }
  }
}
