package dev.connectedlenses.server.audit;

import dev.connectedlenses.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Chains, heads and checkpoints as they lie in the database. */
final class AuditTable {

  private static final HexFormat HEX = HexFormat.of();

  private final Database database;

  AuditTable(Database database) {
    this.database = database;
  }

  /** The last row of an owner's chain. */
  record Head(UUID owner, long seq, String hash) {}

  /** Something wrong with a chain at one of its rows. */
  record Problem(UUID owner, long seq, String problem) {}

  /** Chains that have grown since they were last signed. */
  List<Head> unsigned(int limit) {
    return database.asEngine(handle ->
        handle
            .createQuery("select u.owner_lenser_id, u.seq, u.hash from audit.unsigned_heads(?) u")
            .bind(0, limit)
            .map((row, _) -> new Head(uuid(row), row.getLong(2), HEX.formatHex(row.getBytes(3))))
            .list());
  }

  void add(List<Checkpoint> checkpoints) {
    database.asEngine(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into audit.checkpoints (owner_lenser_id, seq, hash, signed_at, key_id, signature)
              values (?, ?, ?, ?, ?, ?)
              on conflict do nothing
              """);
      for (Checkpoint c : checkpoints) {
        batch
            .bind(0, c.owner())
            .bind(1, c.seq())
            .bind(2, HEX.parseHex(c.hash()))
            .bind(3, OffsetDateTime.ofInstant(c.signedAt(), ZoneOffset.UTC))
            .bind(4, c.keyId())
            .bind(5, HEX.parseHex(c.signature()))
            .add();
      }
      return batch.execute();
    });
  }

  List<Checkpoint> checkpoints(UUID owner) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                """
                select k.owner_lenser_id, k.seq, k.hash, k.signed_at, k.key_id, k.signature
                from audit.checkpoints k where k.owner_lenser_id = ? order by k.seq
                """)
            .bind(0, owner)
            .map((row, _) ->
                new Checkpoint(
                    uuid(row),
                    row.getLong(2),
                    HEX.formatHex(row.getBytes(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    row.getString(5),
                    HEX.formatHex(row.getBytes(6))))
            .list());
  }

  /** The hashes of these rows, without those that are not there. */
  Map<Long, String> hashes(UUID owner, List<Checkpoint> of) {
    return database.asEngine(handle -> {
      Map<Long, String> found = new HashMap<>();
      handle
          .createQuery(
              """
              select l.seq, l.hash from audit.log l
              where l.owner_lenser_id = ? and l.seq = any (cast(? as bigint[]))
              """)
          .bind(0, owner)
          .bind(1, of.stream().map(c -> "" + c.seq()).collect(Collectors.joining(",", "{", "}")))
          .map((row, _) -> found.put(row.getLong(1), HEX.formatHex(row.getBytes(2))))
          .list();
      return found;
    });
  }

  long rows(UUID owner) {
    return database.asEngine(handle ->
        handle
            .createQuery("select count(*) from audit.log l where l.owner_lenser_id = ?")
            .bind(0, owner)
            .mapTo(Long.class)
            .one());
  }

  /** What the database itself finds wrong with a chain. */
  List<Problem> problems(UUID owner) {
    return database.asEngine(handle ->
        handle
            .createQuery("select coalesce(v.seq, 0), v.problem from audit.verify(?) v")
            .bind(0, owner)
            .map((row, _) -> new Problem(owner, row.getLong(1), row.getString(2)))
            .list());
  }

  /** Everybody who has, or had, a chain. */
  List<UUID> owners() {
    return database.asEngine(handle ->
        handle
            .createQuery(
                """
                select owner_lenser_id from audit.heads
                union select owner_lenser_id from audit.log
                union select owner_lenser_id from audit.checkpoints
                """)
            .mapTo(UUID.class)
            .list());
  }

  private static UUID uuid(ResultSet row) throws SQLException {
    return row.getObject(1, UUID.class);
  }
}
