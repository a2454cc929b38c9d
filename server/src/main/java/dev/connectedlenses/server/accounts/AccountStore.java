package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.Binder;
import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.ResultReader;
import dev.connectedlenses.database.UserSettings;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, sessions and one-time tokens, read and written as the role that alone may. */
final class AccountStore {

  private static final UserSettings GATEWAY =
      UserSettings.of(new Identity("gateway_auth", "{}", null));
  private static final String UNIQUE_VIOLATION = "23505";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What signing in by password needs of an account. */
  record Login(UUID user, @Nullable String passwordHash, boolean confirmed, boolean banned) {}

  /** What became of a refresh token, and of which session. */
  record Rotation(String outcome, @Nullable UUID session, @Nullable UUID user, String amr) {}

  /** A session to be opened: whose, with which first refresh token, made how and from where. */
  @SuppressWarnings("ArrayRecordComponent") // a hash is handed over, never compared
  record NewSession(UUID user, byte[] tokenHash, Instant expires, JsonNode amr, Client client) {}

  private final Database database;

  AccountStore(Database database) {
    this.database = database;
  }

  /** A new account with its human profile, as a user object; empty when the address is taken. */
  Optional<ObjectNode> signUp(String email, String passwordHash, JsonNode data) {
    try {
      return Optional.of(
          database.asUser(
              GATEWAY,
              "select auth.sign_up(?, ?, ?::jsonb)",
              (s, i) -> {
                s.setString(i, email);
                s.setString(i + 1, passwordHash);
                s.setString(i + 2, data.toString());
              },
              rows -> {
                rows.next();
                return object(rows.getString(1));
              }));
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw failed(e);
    }
  }

  Optional<Login> login(String email) {
    return ask(
        """
        select u.id, u.password_hash, u.email_confirmed_at is not null,
          coalesce(u.banned_until > now(), false)
        from auth.users u
        where u.email = ? and u.deleted_at is null
        """,
        (s, i) -> s.setString(i, email),
        rows ->
            rows.next()
                ? Optional.of(
                    new Login(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getBoolean(3),
                        rows.getBoolean(4)))
                : Optional.empty());
  }

  Optional<ObjectNode> user(UUID user) {
    return ask(
        "select auth.user_json(?)",
        (s, i) -> s.setObject(i, user),
        rows -> {
          rows.next();
          return Optional.ofNullable(rows.getString(1)).map(AccountStore::object);
        });
  }

  UUID openSession(NewSession session) {
    return ask(
        "select auth.open_session(?, ?, ?, ?::jsonb, ?, ?::inet)",
        (s, i) -> {
          s.setObject(i, session.user());
          s.setBytes(i + 1, session.tokenHash());
          s.setObject(i + 2, instant(session.expires()));
          s.setString(i + 3, session.amr().toString());
          s.setString(i + 4, session.client().userAgent());
          s.setString(i + 5, session.client().address());
        },
        rows -> {
          rows.next();
          return rows.getObject(1, UUID.class);
        });
  }

  Rotation rotate(byte[] hash, byte[] next, Instant expires) {
    return ask(
        "select outcome, session_id, user_id, amr from auth.rotate_refresh_token(?, ?, ?)",
        (s, i) -> {
          s.setBytes(i, hash);
          s.setBytes(i + 1, next);
          s.setObject(i + 2, instant(expires));
        },
        rows -> {
          rows.next();
          String amr = rows.getString(4);
          return new Rotation(
              rows.getString(1),
              rows.getObject(2, UUID.class),
              rows.getObject(3, UUID.class),
              amr == null ? "[]" : amr);
        });
  }

  boolean isLive(UUID session) {
    return ask(
        "select auth.session_is_live(?)",
        (s, i) -> s.setObject(i, session),
        rows -> rows.next() && rows.getBoolean(1));
  }

  /** Ends sessions of the account that a session belongs to; returns how many. */
  int signOut(UUID session, String scope) {
    return ask(
        "select auth.sign_out(?, ?)",
        (s, i) -> {
          s.setObject(i, session);
          s.setString(i + 1, scope);
        },
        rows -> rows.next() ? rows.getInt(1) : 0);
  }

  /** Ends the session of a refresh token, whatever became of the token. */
  int signOutBy(byte[] tokenHash) {
    return ask(
        """
        select auth.sign_out(t.session_id, 'local')
        from auth.refresh_tokens t
        where t.token_hash = ?
        """,
        (s, i) -> s.setBytes(i, tokenHash),
        rows -> rows.next() ? rows.getInt(1) : 0);
  }

  void addOneTimeToken(UUID user, String kind, byte[] hash, Instant expires) {
    ask(
        """
        insert into auth.one_time_tokens (user_id, kind, token_hash, expires_at)
        values (?, ?, ?, ?)
        returning id
        """,
        (s, i) -> {
          s.setObject(i, user);
          s.setString(i + 1, kind);
          s.setBytes(i + 2, hash);
          s.setObject(i + 3, instant(expires));
        },
        rows -> rows.next());
  }

  /** The account of a one-time token, which is spent now; empty when it cannot be. */
  Optional<UUID> spend(byte[] hash, List<String> kinds) {
    return ask(
        "select user_id from auth.spend_one_time_token(?, ?)",
        (s, i) -> {
          s.setBytes(i, hash);
          s.setArray(i + 1, s.getConnection().createArrayOf("text", kinds.toArray()));
        },
        rows -> rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty());
  }

  void mergeData(UUID user, JsonNode data) {
    ask(
        """
        update auth.users
        set user_metadata = jsonb_strip_nulls(user_metadata || ?::jsonb)
        where id = ?
        returning id
        """,
        (s, i) -> {
          s.setString(i, data.toString());
          s.setObject(i + 1, user);
        },
        rows -> rows.next());
  }

  /** Sets a password; every session but this one ends. */
  void setPassword(UUID user, String passwordHash, UUID session) {
    ask(
        """
        with changed as (
          update auth.users set password_hash = ? where id = ? returning id
        ),
        ended as (
          update auth.sessions s
          set revoked_at = now(), revoke_reason = 'password_change'
          from changed
          where s.user_id = changed.id and s.id <> ? and s.revoked_at is null
        )
        select id from changed
        """,
        (s, i) -> {
          s.setString(i, passwordHash);
          s.setObject(i + 1, user);
          s.setObject(i + 2, session);
        },
        rows -> rows.next());
  }

  /** Replaces a hash by one of the same password at today's cost. */
  void rehash(UUID user, String old, String passwordHash) {
    ask(
        "update auth.users set password_hash = ? where id = ? and password_hash = ? returning id",
        (s, i) -> {
          s.setString(i, passwordHash);
          s.setObject(i + 1, user);
          s.setString(i + 2, old);
        },
        rows -> rows.next());
  }

  /** The keys that sign or still verify, as private JWKs where they sign. */
  List<String> signingKeys() {
    return ask(
        """
        select coalesce(jsonb_agg(coalesce(k.private_jwk, k.public_jwk)
          order by k.status, k.created_at desc), '[]')
        from auth.signing_keys k
        where k.status <> 'retired'
        """,
        Binder.NONE,
        rows -> {
          rows.next();
          return JSON.readTree(rows.getString(1)).valueStream().map(JsonNode::toString).toList();
        });
  }

  /** Adds the active key unless another process was first. */
  void offerSigningKey(String kid, String publicJwk, String privateJwk) {
    ask(
        """
        insert into auth.signing_keys (kid, alg, public_jwk, private_jwk)
        values (?, 'ES256', ?::jsonb, ?::jsonb)
        on conflict do nothing
        returning kid
        """,
        (s, i) -> {
          s.setString(i, kid);
          s.setString(i + 1, publicJwk);
          s.setString(i + 2, privateJwk);
        },
        rows -> rows.next());
  }

  private <T> T ask(String sql, Binder binder, ResultReader<T> reader) {
    try {
      return database.asUser(GATEWAY, sql, binder, reader);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("the accounts cannot be read or written", e);
  }

  /** A parameter of a definite type; see {@link Binder}. */
  private static OffsetDateTime instant(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
