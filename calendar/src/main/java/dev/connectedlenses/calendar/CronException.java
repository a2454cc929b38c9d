package dev.connectedlenses.calendar;

/** An expression or time zone that cannot be read: where the fault is, and what would be right. */
public final class CronException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String hint;

  CronException(int position, String message, String hint) {
    super(message, null, false, false);
    this.position = position;
    this.hint = hint;
  }

  /** The place of the fault in the expression, counted from 1; 0 when it is in no expression. */
  public int position() {
    return position;
  }

  /** What to do about it. */
  public String hint() {
    return hint;
  }

  @Override
  public String getMessage() {
    String message = String.valueOf(super.getMessage());
    return position == 0 ? message : "position " + position + ": " + message;
  }
}
