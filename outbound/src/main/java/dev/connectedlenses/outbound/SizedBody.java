package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;

/** A body of a stated length; ending before it is an error. */
final class SizedBody extends InputStream {
  private final InputStream in;
  private long left;

  SizedBody(InputStream in, long size) {
    this.in = in;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0 || left == 0) {
      return left == 0 && length > 0 ? -1 : 0;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new OutboundException(Kind.BROKEN, "the connection ended inside the response");
    }
    left -= count;
    return count;
  }
}
