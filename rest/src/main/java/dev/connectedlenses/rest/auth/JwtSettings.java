package dev.connectedlenses.rest.auth;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are believed: keys, audience, issuer, claims that must be there, the role's place.
 */
public record JwtSettings(
    List<JwtKey> keys,
    @Nullable String audience,
    @Nullable String issuer,
    Set<String> requiredClaims,
    String roleClaim,
    int cacheEntries) {

  public JwtSettings {
    keys = List.copyOf(keys);
    requiredClaims = Set.copyOf(requiredClaims);
  }

  /** PostgREST's defaults for these keys: role in `role`, nothing else demanded. */
  public static JwtSettings of(List<JwtKey> keys) {
    return new JwtSettings(keys, null, null, Set.of(), ".role", 1000);
  }
}
