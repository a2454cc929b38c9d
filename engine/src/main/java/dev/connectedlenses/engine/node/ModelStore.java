package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds models in the catalog; what it found is good for a few seconds. */
final class ModelStore {
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MOST_KEPT = 1000;

  private static final String FIND =
      """
      select p.key, m.key, p.dialect, p.base_url, m.supports_json_schema, m.max_output_tokens,
        price.input_per_mtok, price.output_per_mtok, p.is_active and m.support_level <> 'catalog_only'
      from ai.models m
      join ai.providers p on p.id = m.provider_id
      left join lateral (
        select q.input_per_mtok, q.output_per_mtok
        from ai.model_pricing q
        where q.model_id = m.id and q.effective_from <= now() and (q.effective_to is null or q.effective_to > now())
        order by q.effective_from desc
        limit 1
      ) price on true
      where m.id = cast(? as uuid) or (p.key = ? and m.key = ?)
      """;

  private final Database database;
  private final LongSupplier nanoTime;
  private final Map<String, Found> known = new ConcurrentHashMap<>();

  ModelStore(Database database, LongSupplier nanoTime) {
    this.database = database;
    this.nanoTime = nanoTime;
  }

  /** An answer of the catalog and when it was given. */
  private record Found(@Nullable Model model, boolean callable, long at) {}

  /**
   * The model that a reference names.
   *
   * @param ref an id or {@code provider/model}
   * @throws NodeException that names the reference and the remedy where it cannot be called
   */
  Model find(String ref) {
    Found found = known.get(ref);
    if (found == null || nanoTime.getAsLong() - found.at() > GOOD_FOR.toNanos()) {
      found = read(ref);
      if (known.size() < MOST_KEPT) {
        known.put(ref, found);
      }
    }
    Model model = found.model();
    if (model == null) {
      throw NodeException.invalid(
          "unknown_model",
          "there is no model \"%s\"; name one of the catalog as provider/model".formatted(ref));
    }
    if (!found.callable()) {
      throw NodeException.invalid(
          "model_not_callable",
          "the model \"%s\" is in the catalog but cannot be called; choose another".formatted(ref));
    }
    return model;
  }

  private Found read(String ref) {
    int slash = ref.indexOf('/');
    return database.asEngine(handle ->
        handle
            .createQuery(FIND)
            .bind(0, id(ref))
            .bind(1, ref.substring(0, Math.max(slash, 0)))
            .bind(2, ref.substring(slash + 1))
            .map((row, _) -> new Found(model(row), row.getBoolean(9), nanoTime.getAsLong()))
            .findOne()
            .orElseGet(() -> new Found(null, false, nanoTime.getAsLong())));
  }

  private static @Nullable String id(String ref) {
    return UUID_FORM.matcher(ref).matches() ? ref : null;
  }

  private static Model model(ResultSet row) throws SQLException {
    String url = row.getString(4);
    BigDecimal input = row.getBigDecimal(7);
    BigDecimal output = row.getBigDecimal(8);
    return new Model(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        url == null ? null : URI.create(url),
        row.getBoolean(5),
        row.getObject(6, Integer.class),
        input == null || output == null ? null : new Model.Price(input, output));
  }
}
