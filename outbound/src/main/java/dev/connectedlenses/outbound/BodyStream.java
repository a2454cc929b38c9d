package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body as callers read it: hands over bytes as they come, counts them against the cap, renews
 * the patience for each read and explains every failure. Reports the end once.
 */
final class BodyStream extends InputStream {
  private final InputStream body;
  private final Wire wire;
  private final Deadline deadline;
  private final OutboundLimits limits;
  private final Ending ending;
  private long count;

  /** Told once how the exchange ended. */
  @FunctionalInterface
  interface Ending {
    void ended(long bytes, @org.jspecify.annotations.Nullable Kind failure);
  }

  BodyStream(InputStream body, Wire wire, Deadline deadline, OutboundLimits limits, Ending ending) {
    this.body = body;
    this.wire = wire;
    this.deadline = deadline;
    this.limits = limits;
    this.ending = once(ending);
  }

  @Override
  public int read() throws OutboundException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws OutboundException {
    try {
      wire.patience(limits.idle());
      int got = body.read(into, offset, length);
      count += Math.max(got, 0);
      if (count > limits.bodyBytes()) {
        throw new OutboundException(
            Kind.TOO_LARGE, "the response is larger than " + limits.bodyBytes() + " bytes");
      }
      if (got < 0) {
        close();
      }
      return got;
    } catch (IOException e) {
      OutboundException why = deadline.explain(e, Kind.BROKEN, "to send its response");
      ending.ended(count, why.kind());
      wire.close();
      throw why;
    }
  }

  @Override
  public void close() {
    ending.ended(count, null);
    wire.close();
  }

  private static Ending once(Ending ending) {
    boolean[] told = {false};
    return (bytes, failure) -> {
      if (!told[0]) {
        told[0] = true;
        ending.ended(bytes, failure);
      }
    };
  }
}
