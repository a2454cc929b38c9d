package dev.connectedlenses.engine.tool;

import java.io.Serial;

/** A call that cannot be made, or did not succeed. */
public final class ToolException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong. */
  public enum Kind {
    /** The arguments or the tool's own settings; nothing was sent. */
    INVALID,
    /** The agent may not do this; nothing was sent. */
    DENIED,
    /** The other side, or the way to it, refused; it took no effect. */
    FAILED,
    /** It was sent, and nobody knows whether it took effect. */
    UNKNOWN
  }

  public ToolException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ToolException noRunner() {
    return new ToolException(Kind.INVALID, "this server has no way to call tools of this kind");
  }

  public Kind kind() {
    return kind;
  }

  /** What it says, which is never null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
