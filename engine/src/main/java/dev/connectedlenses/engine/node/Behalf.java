package dev.connectedlenses.engine.node;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom an attempt is made, and what is known of its inputs.
 *
 * @param claimId the claim under which the run is held
 * @param agentId the agent whose run it is, null for a person's own
 * @param tainted whether text that no person wrote is among the inputs
 * @param lastResort whether this is the round that a failure policy grants after all retries
 * @param seat who works on the step, null where nobody was chosen
 */
public record Behalf(
    @Nullable UUID claimId,
    @Nullable UUID agentId,
    boolean tainted,
    boolean lastResort,
    @Nullable Seat seat) {
  /** A person's own run, with inputs of that person. */
  public static final Behalf NOBODY = new Behalf(null, null, false, false, null);

  /** The same with a seat, whose memories may taint what comes of it. */
  public Behalf with(Seat taken) {
    return new Behalf(claimId, agentId, tainted || taken.tainted(), lastResort, taken);
  }
}
