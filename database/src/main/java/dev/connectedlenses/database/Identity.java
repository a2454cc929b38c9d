package dev.connectedlenses.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the database is asked.
 *
 * @param role the database role: anon, authenticated or service_role
 * @param claimsJson the verified claims of the caller's token, a JSON object
 * @param userId the account, null for a caller without one
 */
public record Identity(String role, String claimsJson, @Nullable UUID userId) {

  /** A caller who showed no token. */
  public static final Identity ANONYMOUS = new Identity("anon", "{\"role\":\"anon\"}", null);

  /** A signed-in account with the least set of claims that policies read. */
  public static Identity of(UUID userId) {
    return new Identity(
        "authenticated", "{\"role\":\"authenticated\",\"sub\":\"" + userId + "\"}", userId);
  }
}
