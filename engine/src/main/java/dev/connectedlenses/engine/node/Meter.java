package dev.connectedlenses.engine.node;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run may still spend, asked before each paid call and told after it. */
public interface Meter {
  /** For runs that nobody limits. */
  Meter FREE =
      new Meter() {
        @Override
        public void admit() {}

        @Override
        public @Nullable Gate gate(UUID nodeId) {
          return null;
        }

        @Override
        public void spent(BigDecimal credits) {}
      };

  /**
   * Returns when a call may begin; waits while the run's agent is stopped.
   *
   * @throws NodeException with the cause budget_error where a budget is used up
   */
  void admit() throws InterruptedException;

  /**
   * The gate that stands before a call that costs money, null where it may be made.
   *
   * @param nodeId who wants to make it, and waits for a person at a gate
   * @throws NodeException with the cause budget_error where a person has said no
   */
  @Nullable Gate gate(UUID nodeId);

  /** A call has cost this much. */
  void spent(BigDecimal credits);
}
