package dev.connectedlenses.cli.out;

/** Exit codes of {@code clens}; documented, tested, never reused. */
public enum Exit {
  OK(0, "done"),
  ERROR(1, "something went wrong; the message says what"),
  USAGE(2, "unknown command, flag or value"),
  RUN_FAILED(3, "the run ended, but did not complete"),
  NOT_SIGNED_IN(4, "not signed in, or the session has expired"),
  NOT_FOUND(5, "not found, or not allowed"),
  CONFLICT(6, "conflict: wrong state, duplicate, or somebody was quicker"),
  LIMITED(7, "a rate limit or a budget is used up"),
  WAITS_FOR_HUMAN(8, "a wait ended while the run waits for a person"),
  TIMEOUT(124, "no answer in time"),
  INTERRUPTED(130, "interrupted");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }

  public int code() {
    return code;
  }
}
