package dev.connectedlenses.server.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** API tokens as they lie in the database: by their hash. */
final class ApiTokenStore {

  private static final String SHOWN =
      "t.id, t.name, t.token_suffix, t.scopes, t.expires_at, t.last_used_at, t.created_at";

  private final AuthDatabase database;

  ApiTokenStore(AuthDatabase database) {
    this.database = database;
  }

  /** A token that somebody showed: which, of which account, good for what and until when. */
  record Found(UUID id, Set<String> scopes, Instant expires, ObjectNode account) {

    UUID user() {
      return UUID.fromString(account.path("id").asString());
    }
  }

  /** A token to be kept. */
  @SuppressWarnings("ArrayRecordComponent") // a hash is handed over, never compared
  record Fresh(
      UUID user, String name, byte[] hash, String suffix, List<String> scopes, Instant expires) {}

  /** A token as its owner sees it later. */
  record Listed(
      UUID id,
      String name,
      String suffix,
      List<String> scopes,
      Instant expires,
      @Nullable Instant lastUsed,
      Instant made) {}

  /** Keeps a token unless its owner has this many; empty then. */
  Optional<Listed> add(Fresh fresh, int limit) {
    return database.ask(
        """
        with room as (
          select count(*) < ? as is_left
          from auth.api_tokens t
          where t.user_id = ? and t.revoked_at is null and t.expires_at > now()
        ),
        t as (
          insert into auth.api_tokens (user_id, name, token_hash, token_suffix, scopes, expires_at)
          select ?, ?, ?, ?, ?, ? from room where is_left
          returning *
        )
        """
            + ("select " + SHOWN + " from t"),
        (s, i) -> {
          s.setInt(i, limit);
          s.setObject(i + 1, fresh.user());
          s.setObject(i + 2, fresh.user());
          s.setString(i + 3, fresh.name());
          s.setBytes(i + 4, fresh.hash());
          s.setString(i + 5, fresh.suffix());
          s.setArray(
              i + 6,
              s.getConnection().createArrayOf("text", fresh.scopes().toArray(Object[]::new)));
          s.setObject(i + 7, AuthDatabase.instant(fresh.expires()));
        },
        rows -> rows.next() ? Optional.of(listed(rows)) : Optional.empty());
  }

  List<Listed> list(UUID user) {
    return database.ask(
        "select "
            + SHOWN
            + " from auth.api_tokens t where t.user_id = ? and t.revoked_at is null"
            + " order by t.created_at desc, t.id",
        (s, i) -> s.setObject(i, user),
        rows -> {
          List<Listed> tokens = new ArrayList<>();
          while (rows.next()) {
            tokens.add(listed(rows));
          }
          return tokens;
        });
  }

  boolean revoke(UUID user, UUID token) {
    return database.ask(
        """
        update auth.api_tokens
        set revoked_at = now()
        where id = ? and user_id = ? and revoked_at is null
        returning id
        """,
        (s, i) -> {
          s.setObject(i, token);
          s.setObject(i + 1, user);
        },
        rows -> rows.next());
  }

  /** The token with this hash while it is good; notes once a minute that it was used. */
  Optional<Found> find(byte[] hash) {
    return database.ask(
        """
        with used as (
          update auth.api_tokens
          set last_used_at = now()
          where token_hash = ? and revoked_at is null
            and coalesce(last_used_at < now() - interval '1 minute', true)
        )
        select t.id, t.scopes, t.expires_at, auth.user_json(t.user_id)
        from auth.api_tokens t
        join auth.users u on u.id = t.user_id
        where t.token_hash = ? and t.revoked_at is null and t.expires_at > now()
          and u.deleted_at is null and coalesce(u.banned_until <= now(), true)
        """,
        (s, i) -> {
          s.setBytes(i, hash);
          s.setBytes(i + 1, hash);
        },
        rows ->
            rows.next()
                ? Optional.of(
                    new Found(
                        rows.getObject(1, UUID.class),
                        Set.copyOf(texts(rows, 2)),
                        rows.getObject(3, OffsetDateTime.class).toInstant(),
                        AuthDatabase.object(rows.getString(4))))
                : Optional.empty());
  }

  private static Listed listed(ResultSet rows) throws SQLException {
    return new Listed(
        rows.getObject(1, UUID.class),
        rows.getString(2),
        rows.getString(3),
        texts(rows, 4),
        rows.getObject(5, OffsetDateTime.class).toInstant(),
        AuthDatabase.instant(rows.getObject(6, OffsetDateTime.class)),
        rows.getObject(7, OffsetDateTime.class).toInstant());
  }

  private static List<String> texts(ResultSet rows, int column) throws SQLException {
    return List.of((String[]) rows.getArray(column).getArray());
  }
}
