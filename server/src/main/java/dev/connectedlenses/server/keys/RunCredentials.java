package dev.connectedlenses.server.keys;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.node.Credentials;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.outbound.Secret;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lends a run the key of its owner; where there is none, the one that the operator configured. */
public final class RunCredentials implements Credentials {

  private static final Credentials.Lent NOTHING = new Credentials.Open(null);

  private final ProviderKeys keys;
  private final Map<String, Secret> configured;

  /**
   * @param configured the operator's keys by provider
   */
  public RunCredentials(ProviderKeys keys, Map<String, Secret> configured) {
    this.keys = keys;
    this.configured = Map.copyOf(configured);
  }

  @Override
  public Credentials.Lent find(UUID runId, String providerKey) {
    if (providerKey.equals("demo")) {
      return NOTHING;
    }
    Optional<KeyTable.Stored> own = keys.ofRun(runId, providerKey);
    return own.isEmpty()
        ? new Credentials.Open(configured.get(providerKey))
        : lend(own.get(), providerKey);
  }

  private static void requireLeft(@Nullable BigDecimal left, String provider) {
    if (left != null && left.signum() <= 0) {
      throw failed(
          Cause.BUDGET_ERROR,
          "your key at %s has spent its cap; raise it: clens key cap".formatted(provider));
    }
  }

  private Credentials.Lent lend(KeyTable.Stored stored, String provider) {
    requireLeft(stored.left(), provider);
    try {
      return new Lent(stored.which().id(), keys.open(stored), keys);
    } catch (GeneralSecurityException e) {
      throw failed(
          Cause.PERMISSION_ERROR,
          "your key at %s cannot be opened here; hand it in again: clens key rotate"
              .formatted(provider));
    }
  }

  private static NodeException failed(Cause cause, String message) {
    return new NodeException(Failure.of(cause, message));
  }

  /** An opened key; wiped when it is given back. */
  private record Lent(UUID id, @Nullable Secret secret, ProviderKeys keys)
      implements Credentials.Lent {

    @Override
    public void admit(String providerKey) {
      requireLeft(keys.left(id), providerKey);
    }

    @Override
    public void used(UUID runId, UUID nodeId, boolean worked, BigDecimal credits) {
      KeyTable.Outcome outcome = new KeyTable.Outcome(worked, credits);
      keys.note(new KeyTable.Use(id, runId, nodeId, "call", outcome));
    }

    @Override
    public void close() {
      if (secret != null) {
        secret.close();
      }
    }
  }
}
