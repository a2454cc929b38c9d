package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.Binder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The signing keys as they lie in the database: public parts readable, the private one sealed. */
final class KeyStore {

  private final AuthDatabase database;

  KeyStore(AuthDatabase database) {
    this.database = database;
  }

  /** A key that signs, with its sealed private part, or one that still verifies. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Stored(
      String kid, String publicJwk, byte @Nullable [] sealed, String sealer, Instant made) {

    boolean signs() {
      return sealed != null;
    }
  }

  /** Keys whose tokens are believed, the signing one first. */
  List<Stored> believed() {
    return database.ask(
        """
        select k.kid, k.public_jwk, k.sealed_key, k.sealed_by, k.created_at
        from auth.signing_keys k
        where k.status = 'active' or (k.status = 'retiring' and k.retires_at > now())
        order by k.status, k.created_at desc
        """,
        Binder.NONE,
        rows -> {
          List<Stored> keys = new ArrayList<>();
          while (rows.next()) {
            keys.add(
                new Stored(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getBytes(3),
                    Objects.requireNonNullElse(rows.getString(4), ""),
                    rows.getObject(5, OffsetDateTime.class).toInstant()));
          }
          return keys;
        });
  }

  /**
   * Makes this key the signing one in the place of {@code replaced}; false when another process was
   * first.
   */
  boolean rotate(Stored fresh, Instant othersRetire, @Nullable String replaced) {
    return database.ask(
        "select auth.rotate_signing_key(?, ?::jsonb, ?, ?, ?, ?)",
        (s, i) -> {
          s.setString(i, fresh.kid());
          s.setString(i + 1, fresh.publicJwk());
          s.setBytes(i + 2, fresh.sealed());
          s.setString(i + 3, fresh.sealer());
          s.setObject(i + 4, AuthDatabase.instant(othersRetire));
          s.setString(i + 5, replaced);
        },
        rows -> rows.next() && rows.getBoolean(1));
  }
}
