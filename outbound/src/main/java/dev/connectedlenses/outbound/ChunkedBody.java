package dev.connectedlenses.outbound;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, 7.1); extensions and trailers are read over, within limits. */
final class ChunkedBody extends InputStream {
  private static final int LONGEST_SIZE_LINE = 256;

  private final InputStream in;
  private final OutboundLimits limits;
  private InputStream chunk = InputStream.nullInputStream();
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in, OutboundLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count = chunk.read(into, offset, length);
      if (count >= 0) {
        return count;
      }
      next();
    }
    return -1;
  }

  private void next() throws IOException {
    LineReader lines = new LineReader(in, LONGEST_SIZE_LINE);
    if (!first && !lines.next().isEmpty()) {
      throw ResponseHead.malformed("a chunk is longer than it says");
    }
    first = false;
    long bytes = size(lines.next());
    if (bytes == 0) {
      ResponseHead.headers(new LineReader(in, limits.headerBytes()), limits);
      ended = true;
    }
    chunk = new SizedBody(in, bytes);
  }

  private static long size(String line) throws IOException {
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).strip();
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      throw ResponseHead.malformed("a chunk does not say its size");
    }
    return Long.parseLong(size, 16);
  }
}
