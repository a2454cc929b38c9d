package dev.connectedlenses.mcp;

import dev.connectedlenses.outbound.OutboundLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The time that is left for a session, of which each exchange takes what it needs. */
final class Remaining {
  private static final long MOST_BYTES = 2 << 20;
  private static final Duration LEAST = Duration.ofMillis(1);

  private final LongSupplier nanos;
  private final long end;

  Remaining(Duration time, LongSupplier nanos) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + time.toNanos();
  }

  Duration left() {
    Duration left = Duration.ofNanos(end - nanos.getAsLong());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** What one exchange may take. A session is bound to its server, so no redirect is followed. */
  OutboundLimits limits(Duration most) {
    Duration left = left();
    OutboundLimits usual =
        OutboundLimits.within(left.compareTo(most) < 0 ? left : most).withBodyBytes(MOST_BYTES);
    return new OutboundLimits(
        usual.connect(),
        usual.firstByte(),
        usual.idle(),
        usual.total(),
        usual.bodyBytes(),
        usual.headerCount(),
        usual.headerBytes(),
        0);
  }
}
