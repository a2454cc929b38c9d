package dev.connectedlenses.engine;

/**
 * The places at which the engine's own tests make things go wrong: around every commit, around
 * every outside call and before an outcome is told. Nothing happens there unless the JVM was
 * started with the property {@code clens.failpoints}, which only the engine's tests set.
 */
public enum Failpoint {
  CLAIM_BEFORE,
  CLAIM_UNCOMMITTED,
  CLAIM_COMMITTED,
  RENEWAL_UNCOMMITTED,
  RENEWAL_COMMITTED,
  SWEEP_UNCOMMITTED,
  SWEEP_COMMITTED,
  RUN_LOADED,
  ENTRY_HANDED_IN,
  ENTRY_BEFORE,
  ENTRY_FENCED,
  ENTRY_UNCOMMITTED,
  ENTRY_COMMITTED,
  ENTRY_READ_BACK,
  ENTRY_BEFORE_ACKNOWLEDGE,
  CALL_BEFORE,
  CALL_AFTER,
  TOOL_INTENT_COMMITTED,
  TOOL_CALL_AFTER,
  TOOL_RESULT_COMMITTED;

  private static final boolean ARMED = Boolean.getBoolean("clens.failpoints");
  private static volatile Trouble trouble = _ -> {};

  /** What goes wrong at a place; it may throw, delay, or end the process. */
  @FunctionalInterface
  interface Trouble {
    void at(Failpoint place);
  }

  /** From now on this goes wrong; for tests of this package only. */
  static void bring(Trouble next) {
    trouble = next;
  }

  /** Whether this JVM was started to have trouble. */
  public static boolean isArmed() {
    return ARMED;
  }

  /** Says that the calling thread has come here. */
  public void pass() {
    if (ARMED) {
      trouble.at(this);
    }
  }
}
