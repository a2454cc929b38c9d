package dev.connectedlenses.server.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts as a back end with the service key sees and changes them. */
final class AdminStore {

  private final AuthDatabase database;

  AdminStore(AuthDatabase database) {
    this.database = database;
  }

  /** One page of accounts, and how many there are. */
  record Page(List<ObjectNode> users, long total) {}

  /** What is changed of an account; null leaves it as it is. */
  record Change(
      @Nullable String email,
      @Nullable String passwordHash,
      @Nullable Boolean confirmed,
      @Nullable JsonNode userMetadata,
      @Nullable JsonNode appMetadata,
      @Nullable Instant bannedUntil) {}

  Page page(int size, int number) {
    return database.ask(
        """
        with page as (
          select u.id from auth.users u where u.deleted_at is null order by u.created_at, u.id limit ? offset ?
        )
        select (select count(*) from auth.users u where u.deleted_at is null), auth.user_json(page.id)
        from (values (1)) as always left join page on true
        """,
        (s, i) -> {
          s.setInt(i, size);
          s.setLong(i + 1, (long) size * (number - 1));
        },
        rows -> {
          List<ObjectNode> users = new ArrayList<>();
          long total = 0;
          while (rows.next()) {
            total = rows.getLong(1);
            Optional.ofNullable(rows.getString(2)).map(AuthDatabase::object).ifPresent(users::add);
          }
          return new Page(users, total);
        });
  }

  /** Changes an account; false when there is none. A ban or a password ends its sessions. */
  boolean change(UUID user, Change change) throws AuthDatabase.TakenException {
    return database.offer(
        """
        with input as (
          select ?::text as email, ?::text as hash, ?::boolean as confirmed, ?::jsonb as user_data,
            ?::jsonb as app_data, ?::timestamptz as banned
        ),
        changed as (
          update auth.users u
          set email = coalesce(input.email, u.email),
            email_proven_at = case when input.email is null then u.email_proven_at end,
            password_hash = coalesce(input.hash, u.password_hash),
            email_confirmed_at = case when input.confirmed then coalesce(u.email_confirmed_at, now()) else u.email_confirmed_at end,
            user_metadata = jsonb_strip_nulls(u.user_metadata || coalesce(input.user_data, '{}')),
            app_metadata = jsonb_strip_nulls(u.app_metadata || coalesce(input.app_data, '{}')),
            banned_until = coalesce(input.banned, u.banned_until)
          from input
          where u.id = ? and u.deleted_at is null
          returning u.id
        ),
        ended as (
          update auth.sessions s
          set revoked_at = now(), revoke_reason = 'admin'
          from changed, input
          where s.user_id = changed.id and s.revoked_at is null
            and (input.hash is not null or input.banned > now())
        )
        select id from changed
        """,
        (s, i) -> {
          s.setString(i, change.email());
          s.setString(i + 1, change.passwordHash());
          s.setString(i + 2, String.valueOf(Boolean.TRUE.equals(change.confirmed())));
          s.setString(i + 3, text(change.userMetadata()));
          s.setString(i + 4, text(change.appMetadata()));
          Instant banned = change.bannedUntil();
          s.setString(i + 5, banned == null ? null : banned.toString());
          s.setObject(i + 6, user);
        },
        rows -> rows.next());
  }

  boolean remove(UUID user, boolean soft) {
    return database.ask(
        "select auth.remove_user(?, ?)",
        (s, i) -> {
          s.setObject(i, user);
          s.setBoolean(i + 1, soft);
        },
        rows -> rows.next() && rows.getBoolean(1));
  }

  private static @Nullable String text(@Nullable JsonNode json) {
    return json == null ? null : json.toString();
  }
}
