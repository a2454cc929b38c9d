package dev.connectedlenses.engine.node;

import java.math.BigDecimal;

/** What a run may still spend, asked before each paid call and told after it. */
public interface Meter {
  /** For runs that nobody limits. */
  Meter FREE =
      new Meter() {
        @Override
        public void admit() {}

        @Override
        public void spent(BigDecimal credits) {}
      };

  /**
   * Returns when a paid call may begin; waits while the run's agent is stopped.
   *
   * @throws NodeException with the cause budget_error where a budget is used up
   */
  void admit() throws InterruptedException;

  /** A call has cost this much. */
  void spent(BigDecimal credits);
}
