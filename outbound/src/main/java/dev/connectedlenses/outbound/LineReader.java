package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines of a head, all of them together within a number of bytes. */
final class LineReader {
  private final InputStream in;
  private int left;

  LineReader(InputStream in, int bytes) {
    this.in = in;
    this.left = bytes;
  }

  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c != '\r' && c != '\t' && c < ' ') {
        throw ResponseHead.malformed("its head holds control characters");
      }
      line.append((char) c);
    }
    return withoutReturn(line);
  }

  /** The line without the carriage return that may end it; one elsewhere is an attempt to forge. */
  private static String withoutReturn(StringBuilder line) throws IOException {
    int end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      line.setLength(end);
    }
    if (line.indexOf("\r") >= 0) {
      throw ResponseHead.malformed("its head holds control characters");
    }
    return line.toString();
  }

  private int read() throws IOException {
    if (left-- == 0) {
      throw new OutboundException(Kind.TOO_LARGE, "the head of the response is too large");
    }
    int c = in.read();
    if (c < 0) {
      throw new OutboundException(Kind.BROKEN, "the connection ended inside the response");
    }
    return c;
  }
}
