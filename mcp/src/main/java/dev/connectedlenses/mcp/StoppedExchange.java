package dev.connectedlenses.mcp;

import java.io.Serial;

/** The thread that sent a message was interrupted. */
final class StoppedExchange extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
}
