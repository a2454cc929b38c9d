package dev.connectedlenses.mcp;

import java.io.Serial;

/** A server that could not be asked, or did not do what it was asked for. */
public final class McpException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** How far it went. */
  public enum Kind {
    /** This server may not be asked; nothing was sent. */
    REFUSED,
    /** The server says no, or cannot be reached. */
    FAILED,
    /** The exchange broke off; nobody knows what the server did with the last message. */
    BROKEN
  }

  McpException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What it says, which is never null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
