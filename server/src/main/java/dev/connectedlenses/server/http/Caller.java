package dev.connectedlenses.server.http;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signed-in user: whom the verified token names, its claims, and until when it holds.
 *
 * @param scopes what an API token may do; null for a session, which may do everything
 */
public record Caller(
    UUID userId, String role, ObjectNode claims, Instant expiresAt, @Nullable Set<String> scopes) {

  public Caller {
    scopes = scopes == null ? null : Set.copyOf(scopes);
  }

  /** Somebody who signed in. */
  public Caller(UUID userId, String role, ObjectNode claims, Instant expiresAt) {
    this(userId, role, claims, expiresAt, null);
  }

  /** Whether this is a session and not an API token. */
  public boolean isSession() {
    return scopes == null;
  }

  /** Whether the caller may do what needs this scope. */
  public boolean may(String scope) {
    return scopes == null || scopes.contains(scope);
  }
}
