package dev.connectedlenses.server.vault;

import dev.connectedlenses.database.Database;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table whose rows hold two sealed secrets: the newest, and the one before it, which stays good
 * so that the other side can change over without a gap.
 */
public final class SecretPairs {
  private static final Logger LOG = LoggerFactory.getLogger(SecretPairs.class);

  private final Database database;
  private final KeyRing ring;
  private final SecretTable table;

  public SecretPairs(Database database, KeyRing ring, SecretTable table) {
    this.database = database;
    this.ring = ring;
    this.table = table;
  }

  private record Row(UUID id, UUID subject, Sealed newest, @Nullable Sealed previous) {}

  /** The secrets of an active row; null when it is unknown, switched off or has none. */
  public @Nullable OpenedPair find(UUID id) {
    Row row =
        database.asEngine(handle ->
            handle
                .createQuery(select() + " and is_active and id = :id")
                .bind("id", id)
                .map((result, _) -> row(result))
                .findOne()
                .orElse(null));
    if (row == null) {
      return null;
    }
    List<byte[]> secrets = new ArrayList<>();
    open(row.newest(), row.subject(), secrets);
    if (row.previous() != null) {
      open(row.previous(), row.subject(), secrets);
    }
    return new OpenedPair(row.subject(), secrets);
  }

  private void open(Sealed sealed, UUID subject, List<byte[]> secrets) {
    try {
      secrets.add(ring.open(sealed, table.purposeOf(subject)));
    } catch (GeneralSecurityException e) {
      LOG.warn("the {} {} cannot be opened; make a new one", table.purpose(), subject);
    }
  }

  /** Brings all secrets under the master key that closes now; how many. */
  public int rewrap() {
    return new Rewrap(ring, table.name()).all(this::sealedByOthers);
  }

  private List<Rewrap.Place> sealedByOthers(String sealer, @Nullable UUID after, int rows) {
    List<Row> some =
        database.asEngine(handle ->
            handle
                .createQuery(
                    select()
                        + """
                         and (kek_id <> :sealer
                          or previous_ciphertext is not null and coalesce(previous_kek_id, kek_id) <> :sealer)
                        and (cast(:after as uuid) is null or id > cast(:after as uuid))
                        order by id limit :limit
                        """)
                .bind("sealer", sealer)
                .bind("after", after)
                .bind("limit", rows)
                .map((result, _) -> row(result))
                .list());
    List<Rewrap.Place> places = new ArrayList<>();
    for (Row row : some) {
      add(places, row, row.newest(), NEWEST);
      add(places, row, row.previous(), PREVIOUS);
    }
    return places;
  }

  private void add(List<Rewrap.Place> places, Row row, @Nullable Sealed sealed, String update) {
    if (sealed != null && !sealed.sealer().equals(ring.sealer())) {
      places.add(
          new Rewrap.Place(
              row.id(),
              table.purposeOf(row.subject()),
              sealed,
              fresh -> put(update, row.id(), sealed, fresh)));
    }
  }

  private static final String NEWEST =
      """
      set secret_wrapped_dek = :wrapped, kek_id = :kek,
        previous_kek_id = case when previous_ciphertext is not null then coalesce(previous_kek_id, kek_id) end
      where id = :id and secret_wrapped_dek = :before
      """;

  private static final String PREVIOUS =
      """
      set previous_wrapped_dek = :wrapped, previous_kek_id = :kek
      where id = :id and previous_wrapped_dek = :before
      """;

  private boolean put(String update, UUID row, Sealed before, Sealed after) {
    return database.asEngine(handle ->
        handle
            .createUpdate("update " + table.name() + " " + update)
            .bind("wrapped", after.wrappedKey())
            .bind("kek", after.sealer())
            .bind("id", row)
            .bind("before", before.wrappedKey())
            .execute())
        == 1;
  }

  private String select() {
    return """
    select id, %s, secret_ciphertext, secret_wrapped_dek, kek_id,
      previous_ciphertext, previous_wrapped_dek, coalesce(previous_kek_id, kek_id)
    from %s where secret_ciphertext is not null
    """
        .formatted(table.subject(), table.name());
  }

  private static Row row(ResultSet row) throws SQLException {
    byte[] previous = row.getBytes(6);
    return new Row(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        new Sealed(row.getBytes(3), row.getBytes(4), row.getString(5)),
        previous == null ? null : new Sealed(previous, row.getBytes(7), row.getString(8)));
  }
}
