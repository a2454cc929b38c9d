package dev.connectedlenses.rest.auth;

import dev.connectedlenses.database.Identity;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token whose signature and claims hold: its claims, and the role it names, if any. The identity
 * it stands for is made once and remembered with it.
 */
public final class VerifiedToken {

  private final ObjectNode claims;
  private final @Nullable String role;
  private volatile @Nullable Identity identity;

  VerifiedToken(ObjectNode claims, @Nullable String role) {
    this.claims = claims;
    this.role = role;
  }

  /** The claims, which nobody may change. */
  public ObjectNode claims() {
    return claims;
  }

  /** The role the token names. */
  public @Nullable String role() {
    return role;
  }

  Identity identity(Supplier<Identity> maker) {
    Identity known = identity;
    if (known == null) {
      known = maker.get();
      identity = known;
    }
    return known;
  }
}
