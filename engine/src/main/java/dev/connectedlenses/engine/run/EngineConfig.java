package dev.connectedlenses.engine.run;

import java.time.Duration;

/**
 * How an engine claims, keeps and gives up runs.
 *
 * @param lease how long a claim holds without renewal
 * @param poll longest wait between two looks at the queue when nobody hints
 * @param maxRuns runs held at one time
 * @param maxOpening runs that have been claimed but have not committed anything yet, at one time
 * @param writers transactions that the journal has under way at one time
 * @param maxClaims claims of one run that may be lost before it is given up
 * @param parkAfter a run that only waits leaves memory when its wait is longer than this
 * @param patience how long a stopping engine lets running attempts end by themselves
 */
public record EngineConfig(
    Duration lease,
    Duration poll,
    int maxRuns,
    int maxOpening,
    int writers,
    int maxClaims,
    Duration parkAfter,
    Duration patience) {

  /** One is enough until a single server process of the database is busy with it all the time. */
  private static final int WRITERS = 2;

  public static EngineConfig defaults() {
    return new EngineConfig(
        Duration.ofSeconds(15),
        Duration.ofMillis(500),
        20_000,
        512,
        WRITERS,
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(12));
  }

  public EngineConfig withLease(Duration other) {
    return new EngineConfig(
        other, poll, maxRuns, maxOpening, writers, maxClaims, parkAfter, patience);
  }

  public EngineConfig withPoll(Duration other) {
    return new EngineConfig(
        lease, other, maxRuns, maxOpening, writers, maxClaims, parkAfter, patience);
  }

  public EngineConfig withPatience(Duration other) {
    return new EngineConfig(lease, poll, maxRuns, maxOpening, writers, maxClaims, parkAfter, other);
  }

  public EngineConfig withMaxRuns(int other) {
    return new EngineConfig(
        lease, poll, other, maxOpening, writers, maxClaims, parkAfter, patience);
  }

  /** How often leases are renewed. */
  Duration renewal() {
    return lease.dividedBy(3);
  }

  /** What must be left of a lease for an outside call to be started under it. */
  Duration margin() {
    return lease.dividedBy(3);
  }
}
