package dev.connectedlenses.server.hooks;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.vault.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sealed secrets in {@code lenses.workflow_triggers}: written for people, read by the server.
 */
final class HookTable {

  private static final String SECRETS =
      """
      select id, workflow_id, secret_ciphertext, secret_wrapped_dek, kek_id,
        previous_ciphertext, previous_wrapped_dek, coalesce(previous_kek_id, kek_id) as previous_kek
      from lenses.workflow_triggers
      where kind = 'webhook' and secret_ciphertext is not null
      """;

  private final Database database;

  HookTable(Database database) {
    this.database = database;
  }

  /** Stores a new secret of the caller's own workflow; the newest one becomes the previous. */
  void add(Identity caller, UUID workflow, Sealed sealed, String hint) {
    database.asUser(
        caller,
        handle ->
            handle
                .createQuery("select lenses.set_webhook_secret(?, ?, ?, ?, ?)")
                .bind(0, workflow)
                .bind(1, sealed.ciphertext())
                .bind(2, sealed.wrappedKey())
                .bind(3, sealed.sealer())
                .bind(4, hint)
                .mapTo(UUID.class)
                .one());
  }

  /** The webhook of this id, or null when it is unknown, switched off or has no secret. */
  @Nullable StoredHook live(UUID trigger) {
    return database.asEngine(handle ->
        handle
            .createQuery(SECRETS + "and is_active and id = :id")
            .bind("id", trigger)
            .map((row, _) -> stored(row))
            .findOne()
            .orElse(null));
  }

  /** Some of the webhooks with a secret that another master key sealed, after this one. */
  List<StoredHook> sealedByOthers(String sealer, @Nullable UUID after, int limit) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                SECRETS
                    + """
                    and (kek_id <> :sealer
                      or previous_ciphertext is not null and coalesce(previous_kek_id, kek_id) <> :sealer)
                    and (cast(:after as uuid) is null or id > cast(:after as uuid))
                    order by id limit :limit
                    """)
            .bind("sealer", sealer)
            .bind("after", after)
            .bind("limit", limit)
            .map((row, _) -> stored(row))
            .list());
  }

  /** Wraps the data key of the newest secret anew, unless another secret took its place. */
  boolean rewrapNewest(UUID trigger, Sealed before, Sealed after) {
    return rewrap(
        """
        update lenses.workflow_triggers
        set secret_wrapped_dek = :wrapped, kek_id = :kek,
          previous_kek_id = case when previous_ciphertext is not null then coalesce(previous_kek_id, kek_id) end
        where id = :id and secret_wrapped_dek = :before
        """,
        trigger,
        before,
        after);
  }

  /** The same for the secret before it. */
  boolean rewrapPrevious(UUID trigger, Sealed before, Sealed after) {
    return rewrap(
        """
        update lenses.workflow_triggers
        set previous_wrapped_dek = :wrapped, previous_kek_id = :kek
        where id = :id and previous_wrapped_dek = :before
        """,
        trigger,
        before,
        after);
  }

  private boolean rewrap(String update, UUID trigger, Sealed before, Sealed after) {
    return database.asEngine(handle ->
        handle
            .createUpdate(update)
            .bind("wrapped", after.wrappedKey())
            .bind("kek", after.sealer())
            .bind("id", trigger)
            .bind("before", before.wrappedKey())
            .execute())
        == 1;
  }

  private static StoredHook stored(ResultSet row) throws SQLException {
    byte[] previous = row.getBytes("previous_ciphertext");
    return new StoredHook(
        row.getObject("id", UUID.class),
        row.getObject("workflow_id", UUID.class),
        new Sealed(
            row.getBytes("secret_ciphertext"),
            row.getBytes("secret_wrapped_dek"),
            row.getString("kek_id")),
        previous == null
            ? null
            : new Sealed(
                previous, row.getBytes("previous_wrapped_dek"), row.getString("previous_kek")));
  }
}
