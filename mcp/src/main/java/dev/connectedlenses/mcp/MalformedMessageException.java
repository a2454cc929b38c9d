package dev.connectedlenses.mcp;

import java.io.Serial;

/** A text is no message of the protocol. */
public final class MalformedMessageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedMessageException() {
    super("the body is no message of the Model Context Protocol");
  }
}
