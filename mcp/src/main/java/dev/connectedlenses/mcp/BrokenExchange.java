package dev.connectedlenses.mcp;

import java.io.Serial;

/** What went wrong on the way, as the SDK passes it through. */
final class BrokenExchange extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final McpException.Kind kind;

  BrokenExchange(McpException.Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  McpException told() {
    return new McpException(kind, String.valueOf(getMessage()));
  }
}
