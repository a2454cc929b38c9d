package dev.connectedlenses.engine.run;

import java.time.Duration;

/** What this process knows of its right to one run. */
final class Lease {
  private final Claim claim;
  private volatile long confirmedAt;

  /**
   * @param confirmedAt reading of the monotonic clock before the claim was asked for
   */
  Lease(Claim claim, long confirmedAt) {
    this.claim = claim;
    this.confirmedAt = confirmedAt;
  }

  Claim claim() {
    return claim;
  }

  /** The database said at or after this instant that the lease is ours for its full length. */
  void confirm(long at) {
    confirmedAt = at;
  }

  /** Whether at least {@code margin} is left of the lease, as far as this process can know. */
  boolean holds(long now, Duration length, Duration margin) {
    return now - confirmedAt < length.minus(margin).toNanos();
  }
}
