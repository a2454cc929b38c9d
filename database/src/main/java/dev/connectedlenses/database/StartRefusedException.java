package dev.connectedlenses.database;

/** A start that was refused; the message is one line that names the thing and the remedy. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartRefusedException(String line) {
    super(line);
  }

  public StartRefusedException(String line, Throwable cause) {
    super(line, cause);
  }
}
