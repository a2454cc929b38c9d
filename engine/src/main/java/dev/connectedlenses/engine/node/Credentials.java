package dev.connectedlenses.engine.node;

import dev.connectedlenses.outbound.Secret;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the credential for a provider comes from, which depends on whose run it is. */
@FunctionalInterface
public interface Credentials {
  /** None, for providers that need none. */
  Credentials NONE = (runId, providerKey) -> new Open(null);

  /**
   * The credential that a run may use at a provider.
   *
   * @throws NodeException when there is one that may not be used now
   */
  Lent find(UUID runId, String providerKey);

  /** A credential for the length of one attempt; whoever lent it is told what it was used for. */
  interface Lent extends AutoCloseable {
    /** What to send along, null when the provider wants nothing. */
    @Nullable Secret secret();

    /**
     * Returns where another call may be made with it.
     *
     * @throws NodeException with the cause budget_error where its cap is used up
     */
    void admit(String providerKey);

    /**
     * A call was made with it.
     *
     * @param worked false when the provider gave no answer
     */
    void used(UUID runId, UUID nodeId, boolean worked, BigDecimal credits);

    @Override
    void close();
  }

  /**
   * A credential that belongs to the process: nobody counts, and it stays when it is given back.
   */
  record Open(@Nullable Secret secret) implements Lent {
    @Override
    public void admit(String providerKey) {}

    @Override
    public void used(UUID runId, UUID nodeId, boolean worked, BigDecimal credits) {}

    @Override
    public void close() {}
  }
}
