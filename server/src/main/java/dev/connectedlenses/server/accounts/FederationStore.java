package dev.connectedlenses.server.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Identities of OpenID providers, as they lie in the database. */
final class FederationStore {

  private final AuthDatabase database;

  FederationStore(AuthDatabase database) {
    this.database = database;
  }

  /** What became of somebody whom a provider vouches for; see auth.sign_in_with_identity. */
  record Met(String outcome, @Nullable UUID user) {}

  Met meet(
      String provider, String subject, @Nullable String email, ObjectNode data, boolean signUp) {
    try {
      return database.offer(
          "select outcome, user_id from auth.sign_in_with_identity(?, ?, ?, ?::jsonb, ?)",
          (s, i) -> {
            s.setString(i, provider);
            s.setString(i + 1, subject);
            s.setString(i + 2, email);
            s.setString(i + 3, data.toString());
            s.setBoolean(i + 4, signUp);
          },
          rows -> {
            rows.next();
            return new Met(rows.getString(1), rows.getObject(2, UUID.class));
          });
    } catch (AuthDatabase.TakenException e) {
      // two sign-ins of one newcomer at once: the other one made the account
      throw AuthError.BAD_OAUTH_CALLBACK.refuse();
    }
  }
}
