package dev.connectedlenses.engine.node;

import dev.connectedlenses.outbound.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the credential for a provider comes from, which depends on whose run it is. */
@FunctionalInterface
public interface Credentials {
  /** None, for providers that need none. */
  Credentials NONE = (runId, providerKey) -> null;

  /** The credential that a run may use at a provider, or null. */
  @Nullable Secret find(UUID runId, String providerKey);
}
