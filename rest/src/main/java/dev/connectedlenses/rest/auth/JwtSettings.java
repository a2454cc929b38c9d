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

  /** So many verified tokens are remembered where nothing else is said, of some 3 kB each. */
  public static final int REMEMBERED = 10_000;

  public JwtSettings {
    keys = List.copyOf(keys);
    requiredClaims = Set.copyOf(requiredClaims);
  }

  /**
   * These keys, the role in `role`, and nothing else demanded, as PostgREST does without settings.
   */
  public static JwtSettings of(List<JwtKey> keys) {
    return new JwtSettings(keys, null, null, Set.of(), ".role", REMEMBERED);
  }
}
