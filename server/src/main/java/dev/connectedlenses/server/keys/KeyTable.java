package dev.connectedlenses.server.keys;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.vault.Sealed;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ai.keys} through both doors: what people may change goes through theirs, and what is
 * sealed is read through the engine's only.
 */
final class KeyTable {

  private static final String SEALED =
      "k.id, k.lenser_id, k.provider_id, k.key_version, k.ciphertext, k.wrapped_dek, k.kek_id";

  private final Database database;

  KeyTable(Database database) {
    this.database = database;
  }

  /** Which key this is, as its seal says it: a secret put in another's place does not open. */
  record Which(UUID id, UUID lenser, UUID provider, int version) {
    String purpose() {
      return "provider key %s of %s at %s, version %d".formatted(id, lenser, provider, version);
    }

    Which next() {
      return new Which(id, lenser, provider, version + 1);
    }
  }

  /** A key with what is sealed, and what it may still spend; null where there is no cap. */
  record Stored(Which which, Sealed sealed, @Nullable BigDecimal left) {}

  /** A provider as it is called. */
  record Place(UUID id, String key, String dialect, @Nullable String baseUrl) {}

  /** What one call did. */
  record Use(UUID key, @Nullable UUID run, @Nullable UUID node, String purpose, Outcome outcome) {}

  /** Whether the call worked, and what it cost. */
  record Outcome(boolean worked, BigDecimal credits) {}

  /** A new key of the caller at the provider with this key or id; its id is part of its seal. */
  Which fresh(Identity caller, String provider) {
    return database.asUser(
        caller,
        handle ->
            handle
                .createQuery(
                    """
                    select i.id, lensers.require_lenser(), coalesce((
                      select p.id from ai.providers p where p.key = :ref or p.id::text = :ref), i.id)
                    from (select uuidv7() as id) i
                    """)
                .bind("ref", provider)
                .map((row, _) -> new Which(uuid(row, 1), uuid(row, 2), uuid(row, 3), 1))
                .one());
  }

  void add(Identity caller, NewKey key, Which which, Sealed sealed) {
    database.asUser(
        caller,
        handle -> {
          Query query =
              handle.createQuery(
                  """
                  select ai.add_key(:id, :provider, :label, :ciphertext, :wrapped, :kek, :suffix,
                    cast(:agent as uuid), cast(:expires as timestamptz), cast(:cap as bigint))
                  """);
          return sealed(query, which, sealed)
              .bind("provider", which.provider())
              .bind("label", key.label())
              .bind("suffix", key.suffix())
              .bind("agent", key.agent())
              .bind("expires", key.expires())
              .bind("cap", key.cap())
              .mapTo(UUID.class)
              .one();
        });
  }

  /** The caller's own key while it is usable; the database refuses every other. */
  Which require(Identity caller, UUID id) {
    return database.asUser(
        caller,
        handle ->
            handle
                .createQuery("select lenser_id, provider_id, key_version from ai.require_key(:id)")
                .bind("id", id)
                .map((row, _) -> new Which(id, uuid(row, 1), uuid(row, 2), row.getInt(3)))
                .one());
  }

  /** The newest key that the caller can use at a provider. */
  Optional<UUID> ofCaller(Identity caller, String provider) {
    return database.asUser(
        caller,
        handle ->
            handle
                .createQuery(
                    """
                    select k.id from public.fn_get_my_api_keys() k
                    where k.provider_key = :provider and k.is_active order by k.created_at desc, k.id desc limit 1
                    """)
                .bind("provider", provider)
                .mapTo(UUID.class)
                .findOne());
  }

  void replace(Identity caller, Which which, Sealed sealed, String suffix) {
    database.asUser(
        caller,
        handle ->
            sealed(
                    handle.createQuery(
                        "select ai.replace_key(:id, :version, :ciphertext, :wrapped, :kek, :suffix)"),
                    which,
                    sealed)
                .bind("version", which.version())
                .bind("suffix", suffix)
                .mapTo(Integer.class)
                .one());
  }

  void change(Identity caller, UUID id, JsonNode patch) {
    database.asUser(
        caller,
        handle ->
            handle
                .createQuery("select ai.change_key(:id, cast(:patch as jsonb))::text")
                .bind("id", id)
                .bind("patch", patch.toString())
                .mapTo(String.class)
                .one());
  }

  /** The key as its owner sees it. */
  JsonNode shown(Identity caller, UUID id) {
    String json =
        database.asUser(
            caller,
            handle ->
                handle
                    .createQuery(
                        "select to_jsonb(k)::text from public.fn_get_my_api_keys() k where k.id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
    return JsonMapper.shared().readTree(json);
  }

  /** A key that the caller was found to own. */
  Stored stored(Which which) {
    return database.asEngine(handle ->
        handle
            .createQuery("select " + SEALED + ", null::numeric from ai.keys k where k.id = :id")
            .bind("id", which.id())
            .map((row, _) -> stored(row))
            .one());
  }

  /** How often a key was tested within the last minute. */
  int testsLately(UUID id) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                """
                select count(*) from ai.key_usage_log l
                where l.key_id = :id and l.purpose = 'test' and l.occurred_at > now() - interval '1 minute'
                """)
            .bind("id", id)
            .mapTo(Integer.class)
            .one());
  }

  Place place(UUID provider) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                "select p.id, p.key, p.dialect, p.base_url from ai.providers p where p.id = :id")
            .bind("id", provider)
            .map((row, _) ->
                new Place(uuid(row, 1), row.getString(2), row.getString(3), row.getString(4)))
            .one());
  }

  /** The key with which a run may call a provider. */
  Optional<Stored> ofRun(UUID run, String provider) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                """
                select k.id, k.lenser_id, p.id, k.key_version, k.ciphertext, k.wrapped_dek, k.kek_id, k.left_credits
                from ai.providers p cross join lateral ai.key_of_run(:run, p.id) k
                where p.key = :provider
                """)
            .bind("run", run)
            .bind("provider", provider)
            .map((row, _) -> stored(row))
            .findOne());
  }

  /** What a key may still spend: nothing where it is not active any more, null without a cap. */
  @Nullable BigDecimal left(UUID id) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                """
                select case when k.status = 'active' then k.spending_cap_credits - k.spent_credits else 0 end
                from ai.keys k where k.id = :id
                """)
            .bind("id", id)
            .map((row, _) -> row.getBigDecimal(1))
            .findOne()
            .orElse(null));
  }

  /** Notes a use and counts it against the cap. */
  void note(Use use) {
    database.asEngine(handle ->
        handle
            .createUpdate(
                """
                with used as (
                  update ai.keys
                  set spent_credits = spent_credits + :credits, last_used_at = now()
                  where id = :key
                  returning id
                )
                insert into ai.key_usage_log (key_id, run_id, node_id, cost_credits, purpose, result)
                select id, cast(:run as uuid), cast(:node as uuid), :credits, :purpose, :result from used
                """)
            .bind("key", use.key())
            .bind("run", use.run())
            .bind("node", use.node())
            .bind("purpose", use.purpose())
            .bind("result", use.outcome().worked() ? "success" : "failed")
            .bind("credits", use.outcome().credits())
            .execute());
  }

  /** Ends keys whose time is up; returns how many. */
  int expire() {
    return database.asEngine(handle ->
        handle.execute(
            "update ai.keys set status = 'expired' where status = 'active' and expires_at <= now()"));
  }

  /** Some of the keys in use that another master key sealed, after this one. */
  List<Stored> sealedByOthers(String sealer, @Nullable UUID after, int limit) {
    return database.asEngine(handle ->
        handle
            .createQuery(
                "select "
                    + SEALED
                    + """
                    , null::numeric from ai.keys k
                    where k.status <> 'revoked' and k.kek_id <> :sealer
                      and (cast(:after as uuid) is null or k.id > cast(:after as uuid))
                    order by k.id limit :limit
                    """)
            .bind("sealer", sealer)
            .bind("after", after)
            .bind("limit", limit)
            .map((row, _) -> stored(row))
            .list());
  }

  /** Wraps a data key anew, unless the key was changed meanwhile. */
  boolean rewrap(Which which, Sealed before, Sealed after) {
    return database.asEngine((Handle handle) ->
        handle
            .createUpdate(
                """
                update ai.keys
                set wrapped_dek = :wrapped, kek_id = :kek
                where id = :id and key_version = :version and kek_id = :before and status <> 'revoked'
                """)
            .bind("wrapped", after.wrappedKey())
            .bind("kek", after.sealer())
            .bind("id", which.id())
            .bind("version", which.version())
            .bind("before", before.sealer())
            .execute())
        == 1;
  }

  private static Query sealed(Query query, Which which, Sealed sealed) {
    return query
        .bind("id", which.id())
        .bind("ciphertext", sealed.ciphertext())
        .bind("wrapped", sealed.wrappedKey())
        .bind("kek", sealed.sealer());
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new Which(uuid(row, 1), uuid(row, 2), uuid(row, 3), row.getInt(4)),
        new Sealed(row.getBytes(5), row.getBytes(6), row.getString(7)),
        row.getBigDecimal(8));
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
