package dev.connectedlenses.cli.out;

/** Exit codes of {@code clens}; documented, tested, never reused. */
public enum Exit {
  OK(0),
  ERROR(1),
  USAGE(2),
  RUN_FAILED(3),
  NOT_SIGNED_IN(4),
  NOT_FOUND(5),
  CONFLICT(6),
  LIMITED(7),
  WAITS_FOR_HUMAN(8),
  TIMEOUT(124),
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
