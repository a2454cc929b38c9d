package dev.connectedlenses.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What part of the database is served, and how its transactions run. */
public record DbSettings(
    List<String> schemas,
    List<String> extraSearchPath,
    @Nullable String anonRole,
    @Nullable Long maxRows,
    TxEnd txEnd,
    @Nullable String preRequest,
    List<String> hoistedTxSettings,
    Map<String, String> appSettings,
    @Nullable String rootSpec) {

  /** How a request's transaction ends, and whether the client may choose (`Prefer: tx=`). */
  public enum TxEnd {
    COMMIT(false, false),
    COMMIT_ALLOW_OVERRIDE(false, true),
    ROLLBACK(true, false),
    ROLLBACK_ALLOW_OVERRIDE(true, true);

    private final boolean rollback;
    private final boolean override;

    TxEnd(boolean rollback, boolean override) {
      this.rollback = rollback;
      this.override = override;
    }

    /** Whether a request without a preference is rolled back. */
    public boolean rollsBack() {
      return rollback;
    }

    /** Whether the client's preference counts. */
    public boolean allowsOverride() {
      return override;
    }
  }

  private static final List<String> HOISTED =
      List.of(
          "statement_timeout", "plan_filter.statement_cost_limit", "default_transaction_isolation");

  public DbSettings {
    if (schemas.isEmpty()) {
      throw new IllegalArgumentException("the data API needs at least one schema to serve");
    }
    for (String system : List.of("pg_catalog", "information_schema")) {
      if (schemas.contains(system)) {
        throw new IllegalArgumentException(
            "setting db-schemas has %s, which is the database's own; name schemas of yours"
                .formatted(system));
      }
    }
    schemas = List.copyOf(schemas);
    extraSearchPath = List.copyOf(extraSearchPath);
    hoistedTxSettings = List.copyOf(hoistedTxSettings);
    appSettings = Map.copyOf(appSettings);
  }

  /** PostgREST's defaults for these schemas and this anonymous role. */
  public static DbSettings of(List<String> schemas, @Nullable String anonRole) {
    return new DbSettings(
        schemas, List.of("public"), anonRole, null, TxEnd.COMMIT, null, HOISTED, Map.of(), null);
  }

  /** The same with a cap on the rows of every read. */
  public DbSettings withMaxRows(@Nullable Long rows) {
    return new DbSettings(
        schemas,
        extraSearchPath,
        anonRole,
        rows,
        txEnd,
        preRequest,
        hoistedTxSettings,
        appSettings,
        rootSpec);
  }

  /** The same with another end of transactions. */
  public DbSettings withTxEnd(TxEnd end) {
    return new DbSettings(
        schemas,
        extraSearchPath,
        anonRole,
        maxRows,
        end,
        preRequest,
        hoistedTxSettings,
        appSettings,
        rootSpec);
  }

  /** The same with a function that runs before every request (`schema.function`). */
  public DbSettings withPreRequest(@Nullable String function) {
    return new DbSettings(
        schemas,
        extraSearchPath,
        anonRole,
        maxRows,
        txEnd,
        function,
        hoistedTxSettings,
        appSettings,
        rootSpec);
  }
}
