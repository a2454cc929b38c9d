package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.Binder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, sessions and one-time tokens, read and written as the role that alone may. */
final class AccountStore {

  /** What signing in by password needs of an account. */
  record Login(UUID user, @Nullable String passwordHash, boolean confirmed, boolean banned) {}

  /** What became of a refresh token, and of which session. */
  record Rotation(String outcome, @Nullable UUID session, @Nullable UUID user, String amr) {}

  /** A session to be opened: whose, with which first refresh token, made how and from where. */
  @SuppressWarnings("ArrayRecordComponent") // a hash is handed over, never compared
  record NewSession(UUID user, byte[] tokenHash, Times times, JsonNode amr, Client client) {}

  /** How long a session may rest and last, and how many its account may have. */
  record Times(Instant expires, Instant notAfter, int limit) {}

  /** A one-time token for a letter, with its short code. */
  @SuppressWarnings("ArrayRecordComponent") // hashes are handed over, never compared
  record Mailed(
      UUID user,
      String kind,
      byte[] hash,
      byte @Nullable [] codeHash,
      @Nullable UUID flow,
      @Nullable String relatesTo,
      Instant expires) {}

  /** A one-time token that was good: whose, for what, and the sign-in that waits for it. */
  record Spent(UUID user, String kind, @Nullable UUID flow) {
    static Spent of(ResultSet row) throws SQLException {
      return new Spent(
          row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class));
    }
  }

  private final AuthDatabase database;

  AccountStore(AuthDatabase database) {
    this.database = database;
  }

  /** A new account with its human profile, as a user object; empty when the address is taken. */
  Optional<ObjectNode> signUp(
      String email, @Nullable String passwordHash, JsonNode data, boolean confirmed) {
    try {
      return Optional.of(
          database.offer(
              "select auth.sign_up(?, ?, ?::jsonb, ?)",
              (s, i) -> {
                s.setString(i, email);
                s.setString(i + 1, passwordHash);
                s.setString(i + 2, data.toString());
                s.setBoolean(i + 3, confirmed);
              },
              rows -> {
                rows.next();
                return AuthDatabase.object(rows.getString(1));
              }));
    } catch (AuthDatabase.TakenException e) {
      return Optional.empty();
    }
  }

  Optional<Login> login(String email) {
    return database.ask(
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
    return database.ask(
        "select auth.user_json(?)",
        (s, i) -> s.setObject(i, user),
        rows -> {
          rows.next();
          return Optional.ofNullable(rows.getString(1)).map(AuthDatabase::object);
        });
  }

  UUID openSession(NewSession session) {
    return database.ask(
        "select auth.open_session(?, ?, ?, ?::jsonb, ?, ?::inet, ?, ?)",
        (s, i) -> {
          s.setObject(i, session.user());
          s.setBytes(i + 1, session.tokenHash());
          s.setObject(i + 2, AuthDatabase.instant(session.times().expires()));
          s.setString(i + 3, session.amr().toString());
          s.setString(i + 4, session.client().userAgent());
          s.setString(i + 5, session.client().address());
          s.setObject(i + 6, AuthDatabase.instant(session.times().notAfter()));
          s.setInt(i + 7, session.times().limit());
        },
        rows -> {
          rows.next();
          return rows.getObject(1, UUID.class);
        });
  }

  Rotation rotate(byte[] hash, byte[] next, Instant expires) {
    return database.ask(
        "select outcome, session_id, user_id, amr from auth.rotate_refresh_token(?, ?, ?)",
        (s, i) -> {
          s.setBytes(i, hash);
          s.setBytes(i + 1, next);
          s.setObject(i + 2, AuthDatabase.instant(expires));
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
    return database.ask(
        "select auth.session_is_live(?)",
        (s, i) -> s.setObject(i, session),
        rows -> rows.next() && rows.getBoolean(1));
  }

  /** Ends sessions of the account that a session belongs to; returns how many. */
  int signOut(UUID session, String scope) {
    return database.ask(
        "select auth.sign_out(?, ?)",
        (s, i) -> {
          s.setObject(i, session);
          s.setString(i + 1, scope);
        },
        rows -> rows.next() ? rows.getInt(1) : 0);
  }

  /** Ends the session of a refresh token, whatever became of the token. */
  int signOutBy(byte[] tokenHash) {
    return database.ask(
        """
        select auth.sign_out(t.session_id, 'local')
        from auth.refresh_tokens t
        where t.token_hash = ?
        """,
        (s, i) -> s.setBytes(i, tokenHash),
        rows -> rows.next() ? rows.getInt(1) : 0);
  }

  void addOneTimeToken(UUID user, String kind, byte[] hash, Instant expires) {
    database.ask(
        """
        insert into auth.one_time_tokens (user_id, kind, token_hash, expires_at)
        values (?, ?, ?, ?)
        returning id
        """,
        (s, i) -> {
          s.setObject(i, user);
          s.setString(i + 1, kind);
          s.setBytes(i + 2, hash);
          s.setObject(i + 3, AuthDatabase.instant(expires));
        },
        rows -> rows.next());
  }

  /** Keeps the token of a letter; those of earlier letters of its kind are worth nothing now. */
  void addMailed(Mailed token) {
    database.ask(
        """
        with earlier as (
          delete from auth.one_time_tokens
          where user_id = ? and kind = ? and code_hash is not null and used_at is null
        )
        insert into auth.one_time_tokens (user_id, kind, token_hash, code_hash, flow_id, relates_to,
          expires_at)
        values (?, ?, ?, ?, ?, ?, ?)
        returning id
        """,
        (s, i) -> {
          s.setObject(i, token.user());
          s.setString(i + 1, token.kind());
          s.setObject(i + 2, token.user());
          s.setString(i + 3, token.kind());
          s.setBytes(i + 4, token.hash());
          s.setBytes(i + 5, token.codeHash());
          s.setObject(i + 6, token.flow());
          s.setString(i + 7, token.relatesTo());
          s.setObject(i + 8, AuthDatabase.instant(token.expires()));
        },
        rows -> rows.next());
  }

  /** The one-time token of this hash, which is spent now; empty when it cannot be. */
  Optional<Spent> spend(byte[] hash, List<String> kinds) {
    return spend(
        "select user_id, kind, flow_id from auth.spend_one_time_token(?, ?)",
        (s, i) -> {
          s.setBytes(i, hash);
          s.setArray(i + 1, s.getConnection().createArrayOf("text", kinds.toArray()));
        });
  }

  /** The one-time token whose code this is; every try counts. */
  Optional<Spent> spendCode(String email, byte[] codeHash, List<String> kinds) {
    return spend(
        "select user_id, kind, flow_id from auth.spend_code(?, ?, ?)",
        (s, i) -> {
          s.setString(i, email);
          s.setBytes(i + 1, codeHash);
          s.setArray(i + 2, s.getConnection().createArrayOf("text", kinds.toArray()));
        });
  }

  private Optional<Spent> spend(String sql, Binder binder) {
    try {
      return database.offer(
          sql, binder, rows -> rows.next() ? Optional.of(Spent.of(rows)) : Optional.empty());
    } catch (AuthDatabase.TakenException e) {
      throw AuthError.EMAIL_EXISTS.refuse();
    }
  }

  void mergeData(UUID user, JsonNode data) {
    database.ask(
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
    database.ask(
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
    database.ask(
        "update auth.users set password_hash = ? where id = ? and password_hash = ? returning id",
        (s, i) -> {
          s.setString(i, passwordHash);
          s.setObject(i + 1, user);
          s.setString(i + 2, old);
        },
        rows -> rows.next());
  }

  /** The account that waits for this address to be proven. */
  Optional<UUID> waitingFor(String address) {
    return database.ask(
        "select u.id from auth.users u where u.new_email = ? and u.deleted_at is null limit 1",
        (s, i) -> s.setString(i, address),
        rows -> rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty());
  }

  /** Notes the address that the account is to have. */
  void expect(UUID user, String address) {
    database.ask(
        "update auth.users set new_email = ? where id = ? returning id",
        (s, i) -> {
          s.setString(i, address);
          s.setObject(i + 1, user);
        },
        rows -> rows.next());
  }
}
