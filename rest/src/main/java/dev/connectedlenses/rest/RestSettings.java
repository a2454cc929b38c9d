package dev.connectedlenses.rest;

import dev.connectedlenses.database.Keeping;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.rest.HttpSettings.OpenApiMode;
import dev.connectedlenses.rest.HttpSettings.Verbosity;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.rest.auth.JwtSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgREST's settings by name, wherever they are written: {@code db-max-rows} in a file, {@code
 * PGRST_DB_MAX_ROWS} in the environment, {@code pgrst.db_max_rows} in the database.
 */
public record RestSettings(Map<String, String> values) {

  private static final String APP = "app_settings_";

  /** Clients of PostgREST look at it to know what they may ask. */
  private static final String SERVER = "postgrest/14.17 (ConnectedLenses)";

  private static final String HOISTED =
      "statement_timeout, plan_filter.statement_cost_limit, default_transaction_isolation";

  /** No setting at all. */
  public static final RestSettings NONE = new RestSettings(Map.of());

  /** The settings of the recorded exchanges with PostgREST. */
  public static final RestSettings CONFORMANCE =
      new RestSettings(
          Map.of(
              "db_schemas", "public,lensers,agents,lenses,ai",
              "db_anon_role", "anon",
              "db_max_rows", "1000",
              "db_tx_end", "commit-allow-override",
              "db_plan_enabled", "true",
              "db_aggregates_enabled", "true",
              "db_config", "false",
              "jwt_secret", "super-secret-jwt-token-with-at-least-32-characters-long"));

  public RestSettings {
    Map<String, String> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(normal(name), value));
    values = Map.copyOf(plain);
  }

  /** Those of a file's text; what is no setting is named with its line. */
  public static RestSettings file(String text) {
    return new RestSettings(SettingsFile.read(text));
  }

  /** Those of the environment's variables that begin with {@code PGRST_}. */
  public static RestSettings environment(Map<String, String> environment) {
    Map<String, String> ours = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith("PGRST_")) {
        ours.put(name.substring("PGRST_".length()), value);
      }
    });
    return new RestSettings(ours);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  /** These settings, and others that win. */
  public RestSettings and(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(new RestSettings(others).values());
    return new RestSettings(all);
  }

  /** The text of a setting, null if it is not set. */
  public @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Whether settings written in the database count. */
  public boolean readsDatabase() {
    return flag("db_config", true);
  }

  /** What the data API is told by these settings. */
  public RestConfig config() {
    RequestLimits limits = RequestLimits.UNLIMITED.withCrowd(crowd());
    return RestConfig.of(database(), tokens()).withHttp(http()).withLimits(limits);
  }

  private Crowd crowd() {
    return text("server_max_requests") == null
        ? Crowd.UNLIMITED
        : Crowd.of(Math.toIntExact(Math.min(positive("server_max_requests", 1), 1_000_000)));
  }

  /** How the database is connected. */
  public PoolSettings pool() {
    PoolSettings usual = PoolSettings.DEFAULTS;
    Keeping keeping =
        new Keeping(
            seconds("db_pool_max_lifetime", usual.keeping().life()),
            seconds("db_pool_max_idletime", usual.keeping().rest()),
            flag("db_prepared_statements", true));
    return new PoolSettings(
        Math.toIntExact(Math.min(positive("db_pool", usual.connections()), 10_000)),
        seconds("db_pool_acquisition_timeout", usual.patience()),
        keeping,
        flag("db_pool_automatic_recovery", true),
        flag("db_channel_enabled", true));
  }

  private Duration seconds(String name, Duration otherwise) {
    return Duration.ofSeconds(positive(name, otherwise.toSeconds()));
  }

  private long positive(String name, long otherwise) {
    Long value = number(name);
    if (value != null && value == 0) {
      throw wrong(name, "0", "a whole number from 1");
    }
    return value == null ? otherwise : value;
  }

  /** Names that are set and mean nothing here. */
  public List<String> unknown() {
    return KnownSettings.others(values.keySet());
  }

  private DbSettings database() {
    return new DbSettings(
        list("db_schemas", "public"),
        list("db_extra_search_path", "public"),
        text("db_anon_role"),
        number("db_max_rows"),
        txEnd(),
        text("db_pre_request"),
        list("db_hoisted_tx_settings", HOISTED),
        appSettings(),
        text("db_root_spec"));
  }

  private Map<String, String> appSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (name.startsWith(APP)) {
        settings.put(name.substring(APP.length()), value);
      }
    });
    return settings;
  }

  private HttpSettings http() {
    return new HttpSettings(
        flag("db_plan_enabled", false),
        flag("db_aggregates_enabled", false),
        flag("server_timing_enabled", false),
        openApi(),
        flag("openapi_security_active", false),
        text("openapi_server_proxy_uri"),
        list("server_cors_allowed_origins", ""),
        text("server_trace_header"),
        verbosity(),
        SERVER);
  }

  private Verbosity verbosity() {
    String value = text("client_error_verbosity");
    return switch (value == null ? "verbose" : value) {
      case "verbose" -> Verbosity.VERBOSE;
      case "minimal" -> Verbosity.MINIMAL;
      default -> throw wrong("client_error_verbosity", value, "verbose or minimal");
    };
  }

  private JwtSettings tokens() {
    String path = text("jwt_role_claim_key");
    Long life = number("jwt_cache_max_lifetime");
    Long entries = life != null && life == 0 ? life : number("jwt_cache_max_entries");
    return new JwtSettings(
        keys(),
        text("jwt_aud"),
        null,
        Set.of(),
        path == null ? ".role" : path,
        entries == null ? JwtSettings.REMEMBERED : Math.toIntExact(entries));
  }

  /** A secret is a text of its own, or one or more keys in JSON. */
  private List<JwtKey> keys() {
    String secret = text("jwt_secret");
    if (secret == null) {
      return List.of();
    }
    if (secret.startsWith("{")) {
      return JwtKey.parse(secret);
    }
    byte[] bytes = bytes(secret);
    if (bytes.length < 32) {
      throw wrong("jwt_secret", "shorter than 32 bytes", "32 random bytes or more, or a JWK");
    }
    return List.of(JwtKey.hs256(bytes));
  }

  private byte[] bytes(String secret) {
    return flag("jwt_secret_is_base64", false)
        ? Base64.getMimeDecoder().decode(secret.replace('-', '+').replace('_', '/'))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  private TxEnd txEnd() {
    String value = text("db_tx_end");
    return switch (value == null ? "commit" : value) {
      case "commit" -> TxEnd.COMMIT;
      case "commit-allow-override" -> TxEnd.COMMIT_ALLOW_OVERRIDE;
      case "rollback" -> TxEnd.ROLLBACK;
      case "rollback-allow-override" -> TxEnd.ROLLBACK_ALLOW_OVERRIDE;
      default ->
          throw wrong("db_tx_end", value, "commit, rollback, or either with -allow-override");
    };
  }

  private OpenApiMode openApi() {
    String value = text("openapi_mode");
    return switch (value == null ? "follow-privileges" : value) {
      case "follow-privileges" -> OpenApiMode.FOLLOW_PRIVILEGES;
      case "ignore-privileges" -> OpenApiMode.IGNORE_PRIVILEGES;
      case "disabled" -> OpenApiMode.DISABLED;
      default ->
          throw wrong("openapi_mode", value, "follow-privileges, ignore-privileges or disabled");
    };
  }

  private List<String> list(String name, String otherwise) {
    String value = values.getOrDefault(name, otherwise);
    return List.of(value.split(",", -1)).stream()
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private boolean flag(String name, boolean otherwise) {
    String value = text(name);
    return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
      case "" -> otherwise;
      case "true", "on", "yes", "1" -> true;
      case "false", "off", "no", "0" -> false;
      default -> throw wrong(name, value, "true or false");
    };
  }

  private @Nullable Long number(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (!value.matches("\\d{1,9}")) {
      throw wrong(name, value, "a whole number");
    }
    return Long.valueOf(value);
  }

  private static IllegalArgumentException wrong(
      String name, @Nullable String value, String remedy) {
    return new IllegalArgumentException(
        "setting %s is \"%s\"; give %s".formatted(name.replace('_', '-'), value, remedy));
  }
}
